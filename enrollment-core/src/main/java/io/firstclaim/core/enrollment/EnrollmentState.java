package io.firstclaim.core.enrollment;

/// Whether a device has claimed an enrollment.
public enum EnrollmentState {
    /// Not yet.
    PENDING,
    /// It has.
    CLAIMED
}
