package io.firstclaim.factory.label;

import io.firstclaim.core.enrollment.EnrollmentId;

/// What stands on a device's label.
///
/// @param enrollmentId what claims the device: as a QR code and as text
/// @param endpointName what it is called
/// @param model manufacturer and model, or empty
/// @param serialNumber or empty
public record DeviceLabel(EnrollmentId enrollmentId, String endpointName, String model, String serialNumber) {}
