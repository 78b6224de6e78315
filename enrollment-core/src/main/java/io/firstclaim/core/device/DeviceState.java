package io.firstclaim.core.device;

/// How far a device has come.
public enum DeviceState {
    /// Claimed; its bootstrap is not acknowledged yet.
    CLOUD_ENROLLING,
    /// It acknowledged its bootstrap.
    BOOTSTRAPPED,
    /// It is registered.
    REGISTERED,
    /// Its registration ended, or it left the account.
    DEREGISTERED
}
