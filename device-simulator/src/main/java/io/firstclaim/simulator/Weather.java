package io.firstclaim.simulator;

import java.util.SplittableRandom;

/// Decides what becomes of the datagrams of one direction of one session, each in its turn. Every datagram takes the same number of draws, so that the
/// n-th decision depends on the seed and on n only. Not for several threads at once.
final class Weather {
    private final NetworkConditions conditions;
    private final SplittableRandom random;

    /// What becomes of a datagram.
    ///
    /// @param lost whether it never arrives; nothing else holds then
    /// @param delay after how many nanoseconds it arrives
    /// @param reordered whether it was held back, which is part of the delay
    /// @param duplicated whether it arrives twice
    /// @param delayOfCopy after how many nanoseconds the second one arrives
    record Fate(boolean lost, long delay, boolean reordered, boolean duplicated, long delayOfCopy) {}

    Weather(NetworkConditions conditions, long seed) {
        this.conditions = conditions;
        this.random = new SplittableRandom(seed);
    }

    /// The fate of the next datagram.
    Fate next() {
        boolean lost = random.nextDouble() < conditions.loss();
        boolean reordered = random.nextDouble() < conditions.reordering();
        boolean duplicated = random.nextDouble() < conditions.duplication();
        long delay = delay() + (reordered ? NetworkConditions.HELD_BACK.toNanos() : 0);
        return new Fate(lost, delay, reordered, duplicated, delay());
    }

    private long delay() {
        long least = conditions.shortestDelay().toNanos();
        return least + (long) (random.nextDouble() * (conditions.longestDelay().toNanos() - least));
    }
}
