package io.firstclaim.core.device;

/// How a device came to its account.
public enum DeviceOrigin {
    /// By the enrollment list.
    ENROLLMENT,
    /// By the `aid` of its factory.
    PRE_ASSIGNED
}
