package io.firstclaim.core;

import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Makes ids: UUIDv7 (RFC 9562, section 5.7), increasing within one process also when the clock stands still or
/// goes back.
public final class ResourceIds {
    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000000000000000L;
    private static final int COUNTER_BITS = 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long lastTick;

    public ResourceIds(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /// A new id, larger than every one before.
    public ResourceId next() {
        var tick = nextTick();
        var high = (tick >>> COUNTER_BITS) << 16 | VERSION_7 | (tick & ((1L << COUNTER_BITS) - 1));
        return new ResourceId(high, VARIANT | (random.nextLong() >>> 2));
    }

    /// Milliseconds followed by a counter of 12 bits; a full counter borrows from the next millisecond.
    private synchronized long nextTick() {
        var now = clock.millis() << COUNTER_BITS;
        lastTick = Math.max(lastTick + 1, now);
        return lastTick;
    }
}
