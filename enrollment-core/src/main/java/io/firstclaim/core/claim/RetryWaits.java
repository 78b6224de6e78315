package io.firstclaim.core.claim;

import java.time.Duration;

/// How long a webhook waits after a failure: first so long, then twice as long each time, up to a longest, each lengthened by a random part of up to a fifth
/// so that what failed together is not tried together.
public record RetryWaits(Duration first, Duration longest) {
    /// What is used when nothing is set: 5 s to an hour.
    public static final RetryWaits STANDARD = new RetryWaits(Duration.ofSeconds(5), Duration.ofHours(1));

    private static final double JITTER = 0.2;
    private static final int MAX_DOUBLINGS = 20;

    public RetryWaits {
        if (!first.isPositive() || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException("A first wait of " + first + " and a longest of " + longest);
        }
    }

    /// The wait after a failure that so many came before.
    ///
    /// @param luck
    ///            0 to 1
    Duration after(int failuresBefore, double luck) {
        var doubled = first.multipliedBy(1L << Math.min(failuresBefore, MAX_DOUBLINGS));
        var wait = doubled.compareTo(longest) > 0 ? longest : doubled;
        return wait.plusMillis((long) (wait.toMillis() * JITTER * luck));
    }
}
