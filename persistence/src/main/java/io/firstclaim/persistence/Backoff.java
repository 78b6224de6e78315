package io.firstclaim.persistence;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/// How long and how often conflicts are tried again.
///
/// @param patience
///            no try begins later than this after the first
record Backoff(Duration patience) {
    /// The most tries of one transaction.
    static final int MAX_TRIES = 30;

    private static final long FIRST_PAUSE_MILLIS = 4;
    private static final long LONGEST_PAUSE_MILLIS = 250;

    /// Whether there is a try left after so many that began at a time of [System#nanoTime].
    boolean mayTryAgain(int tries, long beganNanos) {
        return tries < MAX_TRIES && System.nanoTime() - beganNanos < patience.toNanos();
    }

    /// Waits a random time, up to a bound that doubles with each try. False when the thread was interrupted.
    boolean pause(int tries) {
        var bound = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(tries, 10));
        try {
            Thread.sleep(Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound) + 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
