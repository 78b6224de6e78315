package io.firstclaim.core.enrollment;

/// An enrollment ID that an administrator wants listed, as it came.
///
/// @param requestId makes a repeat harmless; empty for none
public record EnrollmentWish(String enrollmentIdentity, String requestId) {}
