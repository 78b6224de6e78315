package io.firstclaim.simulator;

/// How a bootstrap ended.
sealed interface BootstrapResult {
    /// Everything was written and the finish was accepted.
    record Finished(ServerUri bootstrapUri, Lwm2mAccount account) implements BootstrapResult {}

    /// The server didn't let the device in.
    record Refused(Refusal refusal) implements BootstrapResult {}

    /// The server couldn't be reached or recognised, or the device couldn't take what was written.
    ///
    /// @param shown what the device displays
    record Broken(String shown) implements BootstrapResult {}
}
