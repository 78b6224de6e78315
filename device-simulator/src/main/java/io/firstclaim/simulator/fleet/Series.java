package io.firstclaim.simulator.fleet;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A run second by second. It never holds more than [#MOST] samples: a long run is told in longer intervals.
final class Series {
    static final int MOST = 600;
    private static final double NANOS = 1e9;

    private final OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final List<Sample> samples = new ArrayList<>();
    private Sample total = Sample.NONE;
    private Sample latest = Sample.NONE;
    private Sample pending = Sample.NONE;
    private int perSample = 1;
    private int inPending;
    private long processorTime = system.getProcessCpuTime();

    /// Notes what has been counted until then.
    synchronized void add(Duration elapsed, Counts counts) {
        double second = elapsed.toNanos() / NANOS;
        double seconds = second - total.second();
        if (seconds <= 0) {
            return;
        }
        long used = system.getProcessCpuTime();
        Sample now = new Sample(second, second, counts.of(Happening.POWERED_ON), counts.of(Happening.BOOTSTRAPPED),
                counts.of(Happening.REGISTERED), counts.of(Happening.UPDATED), counts.of(Happening.REFUSED),
                counts.of(Happening.FAILED), counts.atGoal(), 0);
        latest = new Sample(second, seconds, now.poweredOn() - total.poweredOn(),
                now.bootstrapped() - total.bootstrapped(), now.registered() - total.registered(),
                now.updated() - total.updated(), now.refused() - total.refused(), now.failed() - total.failed(),
                now.atGoal(), (used - processorTime) / NANOS / seconds);
        processorTime = used;
        total = now;
        pending = inPending == 0 ? latest : pending.and(latest);
        inPending++;
        if (inPending == perSample) {
            keep();
        }
    }

    private void keep() {
        samples.add(pending);
        inPending = 0;
        if (samples.size() == MOST) {
            List<Sample> halved = new ArrayList<>();
            for (int at = 0; at < MOST; at += 2) {
                halved.add(samples.get(at).and(samples.get(at + 1)));
            }
            samples.clear();
            samples.addAll(halved);
            perSample *= 2;
        }
    }

    /// The last interval that was measured.
    synchronized Sample latest() {
        return latest;
    }

    /// All of it.
    synchronized List<Sample> samples() {
        List<Sample> all = new ArrayList<>(samples);
        if (inPending > 0) {
            all.add(pending);
        }
        return List.copyOf(all);
    }
}
