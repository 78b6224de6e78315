package io.firstclaim.factory;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.nio.file.Path;

/// A device that is made: all its files are in its folder.
///
/// @param endpointName its name
/// @param enrollmentId what claims it
/// @param folder `<batch>/devices/<endpoint name>`
public record ProvisionedDevice(String endpointName, EnrollmentId enrollmentId, Path folder) {}
