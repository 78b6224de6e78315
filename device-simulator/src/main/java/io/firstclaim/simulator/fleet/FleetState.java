package io.firstclaim.simulator.fleet;

import java.util.Locale;

/// Where a device of a fleet is.
public enum FleetState {
    /// Not powered on yet.
    SCHEDULED,
    /// Talking to the bootstrap server.
    BOOTSTRAPPING,
    /// Registering with the credentials it was given.
    REGISTERING,
    /// Registered.
    REGISTERED,
    /// Refused or failed, and waiting before its next attempt.
    WAITING,
    /// Without power for the time of a reboot.
    REBOOTING,
    /// Done trying, by its own decision.
    GAVE_UP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
