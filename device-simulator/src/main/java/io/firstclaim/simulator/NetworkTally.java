package io.firstclaim.simulator;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// Counts for [NetworkCounts].
final class NetworkTally {
    final LongAdder sent = new LongAdder();
    final LongAdder received = new LongAdder();
    final LongAdder lost = new LongAdder();
    final LongAdder delayed = new LongAdder();
    final LongAdder duplicated = new LongAdder();
    final LongAdder reordered = new LongAdder();
    final LongAdder tooLarge = new LongAdder();
    final LongAdder rebound = new LongAdder();
    final LongAdder handshakes = new LongAdder();
    final LongAdder letGo = new LongAdder();
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger mostOpen = new AtomicInteger();

    void opened() {
        mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    }

    void closed() {
        open.decrementAndGet();
    }

    NetworkCounts counts() {
        return new NetworkCounts(sent.sum(), received.sum(), lost.sum(), delayed.sum(), duplicated.sum(),
                reordered.sum(), tooLarge.sum(), rebound.sum(), handshakes.sum(), letGo.sum(), open.get(),
                mostOpen.get());
    }
}
