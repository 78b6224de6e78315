package io.firstclaim.simulator.fleet;

import java.util.Locale;

/// A part of a device's way whose duration is measured. Only ways that end well count.
public enum Stretch {
    /// The handshake with the bootstrap server.
    BOOTSTRAP_HANDSHAKE,
    /// A bootstrap, from the request to the finish.
    BOOTSTRAP,
    /// The handshake with the LwM2M server.
    REGISTRATION_HANDSHAKE,
    /// A registration, from the request to the answer.
    REGISTRATION,
    /// From the first power-on to the first registration, with all waits, reboots and further attempts.
    ONBOARDING;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
