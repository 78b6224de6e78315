package io.firstclaim.simulator;

import java.util.concurrent.CompletableFuture;

/// Something a registered device is to do.
sealed interface Errand {
    /// Update the registration.
    ///
    /// @param done completed with the server's answer
    record Update(CompletableFuture<CallResult> done) implements Errand {}

    /// End the registration, and then the device's run.
    ///
    /// @param done completed with the server's answer
    record Deregister(CompletableFuture<CallResult> done) implements Errand {}

    /// Bootstrap again, because the server said so.
    record BootstrapAgain() implements Errand {}
}
