package io.firstclaim.core.enrollment;

/// A bulk job that an administrator wants.
///
/// @param dryRun
///            true: only say what would be done
/// @param requestId
///            makes a repeat harmless; empty for none
public record EnrollmentJobWish(EnrollmentJob.Type type, boolean dryRun, String requestId) {}
