package io.firstclaim.simulator.fleet;

import java.util.Locale;

/// What each device of a fleet is to reach.
public enum Goal {
    /// It is registered.
    REGISTERED,
    /// It is registered, or a server has refused it.
    SETTLED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
