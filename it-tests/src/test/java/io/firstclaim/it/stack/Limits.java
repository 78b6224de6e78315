package io.firstclaim.it.stack;

import java.time.Duration;

/// How long a test waits for a condition before it fails. Nothing is expected to take nearly as long.
public final class Limits {
    /// A process starts.
    public static final Duration START = Duration.ofSeconds(60);
    /// A device or a server does what it is expected to do.
    public static final Duration STEP = Duration.ofSeconds(30);

    private Limits() {}
}
