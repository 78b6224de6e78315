package io.firstclaim.simulator;

/// Where a device is in its life.
public enum DeviceState {
    /// Not powered on.
    OFF,
    /// Talking to the bootstrap server, or about to.
    BOOTSTRAPPING,
    /// Has LwM2M credentials and is registering with them, or about to.
    REGISTERING,
    /// Registered.
    REGISTERED,
    /// Was refused or failed, and waits before its next attempt.
    WAITING,
    /// Was answered something after which a real client doesn't try again by itself.
    GAVE_UP
}
