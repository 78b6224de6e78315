package io.firstclaim.edge.core;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// Pauses that double from a quarter of a second, with jitter, so that many edges don't come back at the same moment.
final class Backoff {

    private static final long FIRST_MILLIS = 250;

    private final long longestMillis;
    private long nextMillis = FIRST_MILLIS;

    Backoff(Duration longest) {
        this.longestMillis = Math.max(1, longest.toMillis());
    }

    /// Between half and the whole of the next pause.
    Duration next() {
        long pause = Math.min(nextMillis, longestMillis);
        nextMillis = Math.min(longestMillis, pause * 2);
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(pause / 2, pause + 1));
    }

    void reset() {
        nextMillis = FIRST_MILLIS;
    }
}
