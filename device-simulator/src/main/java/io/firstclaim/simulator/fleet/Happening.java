package io.firstclaim.simulator.fleet;

import java.util.Locale;

/// What is counted each time it happens to a device.
public enum Happening {
    /// Powered on for the first time.
    POWERED_ON,
    /// Began a bootstrap.
    BOOTSTRAP_BEGUN,
    /// Finished a bootstrap.
    BOOTSTRAPPED,
    /// Began to register.
    REGISTRATION_BEGUN,
    /// Registered.
    REGISTERED,
    /// Updated its registration.
    UPDATED,
    /// Was answered an error.
    REFUSED,
    /// Had no answer, or none it could trust.
    FAILED,
    /// Began to wait for its next attempt.
    WAITED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
