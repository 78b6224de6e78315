package io.firstclaim.simulator;

import java.util.concurrent.CompletableFuture;

/// What a client accepts in one bootstrap, and what it makes of it.
interface BootstrapRules extends RequestHandler {
    /// The server answered the bootstrap request with 2.04: from now on it may write.
    void letIn();

    /// Completed once the server's finish was answered, or something couldn't be taken.
    CompletableFuture<BootstrapResult> result();
}
