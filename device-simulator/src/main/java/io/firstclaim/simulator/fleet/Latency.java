package io.firstclaim.simulator.fleet;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/// How long something took, in milliseconds.
///
/// @param count how often it was measured; the rest is 0 if never
public record Latency(long count, double min, double p50, double p90, double p99, double max, double mean) {
    private static final long LONGEST_MICROS = 30L * 24 * 3600 * 1_000_000;
    private static final int DIGITS = 3;
    private static final double MICROS = 1000;

    /// Collects durations, from any thread.
    static final class Collector {
        private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, DIGITS);

        void add(long nanos) {
            micros.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
        }

        Latency sum() {
            Histogram now = micros.copy();
            return now.getTotalCount() == 0
                    ? new Latency(0, 0, 0, 0, 0, 0, 0)
                    : new Latency(now.getTotalCount(), millis(now.getMinValue()), millis(now.getValueAtPercentile(50)),
                            millis(now.getValueAtPercentile(90)), millis(now.getValueAtPercentile(99)),
                            millis(now.getMaxValue()), millis((long) now.getMean()));
        }

        private static double millis(long value) {
            return Math.round(value / MICROS * 10) / 10.0;
        }
    }
}
