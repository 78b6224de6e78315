package io.firstclaim.simulator;

/// How a registration, or the attempt at one, ended.
sealed interface RegistrationEnd {
    /// The server refused it.
    record Refused(Refusal refusal) implements RegistrationEnd {}

    /// The server no longer knows it.
    record Forgotten() implements RegistrationEnd {}

    /// The handshake failed.
    record NotSecure() implements RegistrationEnd {}

    /// The server couldn't be reached.
    record NoAnswer() implements RegistrationEnd {}

    /// The device's credentials can't be used.
    record BadCredentials() implements RegistrationEnd {}

    /// The server wants a new bootstrap, and the device has deregistered.
    record BootstrapAgain() implements RegistrationEnd {}

    /// The device was told to deregister, and did.
    record Deregistered() implements RegistrationEnd {}
}
