package io.firstclaim.core;

import java.time.Duration;

/// How much to do in one transaction: as much as takes about the same time on a fast database and on a slow or busy one, so that a transaction neither
/// is mostly its commit nor keeps others waiting. For any number of threads.
public final class BatchSize {
    /// How much larger than the last one a batch may be.
    private static final int GROWTH = 2;

    private final int smallest;
    private final int largest;
    private final long aimNanos;
    private volatile int size;

    /// @param smallest
    ///            the first one, too
    /// @param aim
    ///            how long one should take
    public BatchSize(int smallest, int largest, Duration aim) {
        this.smallest = smallest;
        this.largest = largest;
        this.aimNanos = aim.toNanos();
        this.size = smallest;
    }

    /// The size of the next batch.
    public int next() {
        return size;
    }

    /// What a batch took. One that found less than it wanted to do does not make the next larger.
    ///
    /// @param done
    ///            how much was in it
    public void took(int done, long nanos) {
        var fits = (long) (done * ((double) aimNanos / Math.max(nanos, 1)));
        var before = size;
        if (fits < before || done >= before) {
            size = (int) Math.clamp(fits, smallest, Math.min((long) before * GROWTH, largest));
        }
    }
}
