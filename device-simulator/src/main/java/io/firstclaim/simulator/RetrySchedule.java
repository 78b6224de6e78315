package io.firstclaim.simulator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When a device tries again: after a refusal or a failure a random time between `shortest` and `longest`, doubled with
/// each further one up to `ceiling`; after its LwM2M credentials were refused a random time between
/// `shortestStartOver` and `longestStartOver`.
///
/// @param shortest the least first wait
/// @param longest the most first wait
/// @param ceiling no wait is longer than this
/// @param shortestStartOver the least wait before a new bootstrap once a registration was refused
/// @param longestStartOver the most of it
public record RetrySchedule(Duration shortest, Duration longest, Duration ceiling, Duration shortestStartOver,
        Duration longestStartOver) {

    /// What real devices do: 11–13 s, doubling to 4 h; 20–100 s before starting over.
    public static final RetrySchedule REAL = new RetrySchedule(Duration.ofSeconds(11), Duration.ofSeconds(13),
            Duration.ofHours(4), Duration.ofSeconds(20), Duration.ofSeconds(100));

    /// Doublings after which a wait is the ceiling in any case.
    private static final int MOST_DOUBLINGS = 30;

    /// Checks that no wait is negative and that each range is a range.
    public RetrySchedule {
        if (shortest.isNegative() || longest.compareTo(shortest) < 0 || ceiling.compareTo(longest) < 0) {
            throw new IllegalArgumentException(
                    "retry waits must grow: " + shortest + ", " + longest + ", ceiling " + ceiling);
        }
        if (shortestStartOver.isNegative() || longestStartOver.compareTo(shortestStartOver) < 0) {
            throw new IllegalArgumentException(
                    "waits before starting over must grow: " + shortestStartOver + ", " + longestStartOver);
        }
    }

    /// The real schedule with every wait divided, for tests and demonstrations.
    ///
    /// @param factor how many times faster, at least 1
    public static RetrySchedule fasterBy(int factor) {
        if (factor < 1) {
            throw new IllegalArgumentException("a retry schedule is made faster by at least 1, not " + factor);
        }
        return new RetrySchedule(REAL.shortest.dividedBy(factor), REAL.longest.dividedBy(factor),
                REAL.ceiling.dividedBy(factor), REAL.shortestStartOver.dividedBy(factor),
                REAL.longestStartOver.dividedBy(factor));
    }

    /// The wait after a failure.
    ///
    /// @param earlierFailures how many failures in a row came before this one
    Duration afterFailure(int earlierFailures, RandomGenerator random) {
        Duration first = between(shortest, longest, random);
        Duration wait = first.multipliedBy(1L << Math.min(earlierFailures, MOST_DOUBLINGS));
        return wait.compareTo(ceiling) > 0 ? ceiling : wait;
    }

    /// The wait between a refused registration and the new bootstrap.
    Duration beforeStartingOver(RandomGenerator random) {
        return between(shortestStartOver, longestStartOver, random);
    }

    private static Duration between(Duration least, Duration most, RandomGenerator random) {
        return least.plusNanos(random.nextLong(most.minus(least).toNanos() + 1));
    }
}
