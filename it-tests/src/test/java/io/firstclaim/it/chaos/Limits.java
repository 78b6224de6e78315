package io.firstclaim.it.chaos;

import java.time.Duration;

/// How long this test waits for what must become so. One machine does all the work here, and a part of it is always down.
final class Limits {
    /// Somebody gets an answer, whoever is down.
    static final Duration ANSWER = Duration.ofSeconds(60);
    /// A device gets where it should be.
    static final Duration DEVICE = Duration.ofMinutes(2);
    /// A part of the fleet has come in.
    static final Duration PART = Duration.ofMinutes(5);
    /// Between two attempts.
    static final Duration PAUSE = Duration.ofMillis(200);

    /// How long a core stands still: longer than any lease lasts, so that it comes back to work that is no longer its own.
    static final Duration STANDSTILL = Duration.ofSeconds(8);

    private Limits() {}
}
