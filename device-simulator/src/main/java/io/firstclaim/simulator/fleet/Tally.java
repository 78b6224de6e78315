package io.firstclaim.simulator.fleet;

import io.firstclaim.simulator.fleet.Fate.Blow;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Counts what happens in a fleet, from all its threads at once.
final class Tally {
    /// Texts beyond these are counted as one: a server can say anything.
    static final int MOST_TEXTS = 50;
    static final String OTHER_TEXTS = "other";

    private final int size;
    private final Adders<FleetState> states = new Adders<>(FleetState.class);
    private final Adders<Happening> happenings = new Adders<>(Happening.class);
    private final Adders<Fault.Kind> faultsDone = new Adders<>(Fault.Kind.class);
    private final Map<String, LongAdder> refusals = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final Map<Stretch, Latency.Collector> latencies = new EnumMap<>(Stretch.class);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int atGoal;

    Tally(int size) {
        this.size = size;
        states.add(FleetState.SCHEDULED, size);
        for (Stretch stretch : Stretch.values()) {
            latencies.put(stretch, new Latency.Collector());
        }
    }

    void moved(FleetState from, FleetState to) {
        states.add(from, -1);
        states.add(to, 1);
    }

    void happened(Happening what) {
        happenings.add(what, 1);
    }

    void struck(Blow blow) {
        faultsDone.add(blow.kind(), 1);
    }

    void refused(String text) {
        happened(Happening.REFUSED);
        count(refusals, text);
    }

    void failed(String text) {
        happened(Happening.FAILED);
        count(failures, text);
    }

    private static void count(Map<String, LongAdder> counts, String text) {
        LongAdder known = counts.get(text);
        if (known == null) {
            known = counts.computeIfAbsent(counts.size() < MOST_TEXTS ? text : OTHER_TEXTS, _ -> new LongAdder());
        }
        known.increment();
    }

    void took(Stretch stretch, long nanos) {
        Objects.requireNonNull(latencies.get(stretch)).add(nanos);
    }

    /// A device came to its goal, or lost it again.
    void goal(boolean reached) {
        lock.lock();
        try {
            atGoal += reached ? 1 : -1;
            if (atGoal == size) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    int atGoal() {
        lock.lock();
        try {
            return atGoal;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all devices are at their goal, or the limit is over.
    ///
    /// @return whether all are
    boolean awaitGoal(Duration limit) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = limit.toNanos();
            while (atGoal < size && left > 0) {
                left = changed.awaitNanos(left);
            }
            return atGoal == size;
        } finally {
            lock.unlock();
        }
    }

    /// What was counted until now. Numbers that change meanwhile may be from different moments.
    Counts counts() {
        Map<Stretch, Latency> took = new EnumMap<>(Stretch.class);
        latencies.forEach((stretch, collector) -> took.put(stretch, collector.sum()));
        return new Counts(size, atGoal(), states.sums(), happenings.sums(), faultsDone.sums(),
                mostFirst(refusals), mostFirst(failures), took);
    }

    private static Map<String, Long> mostFirst(Map<String, LongAdder> adders) {
        Map<String, Long> sums = new LinkedHashMap<>();
        adders.entrySet().stream().map(entry -> Map.entry(entry.getKey(), entry.getValue().sum()))
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(entry -> sums.put(entry.getKey(), entry.getValue()));
        return sums;
    }
}
