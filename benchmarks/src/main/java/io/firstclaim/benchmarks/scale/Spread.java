package io.firstclaim.benchmarks.scale;

import java.util.Arrays;
import java.util.List;

/// Values of one figure, in short.
///
/// @param low
///            a quarter of the values are below it
/// @param high
///            a quarter of the values are above it
/// @param p99
///            one in a hundred is above it
public record Spread(double median, double low, double high, double p99, double largest, int count) {
    /// The spread of some values.
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("There is no value to be measured");
        }
        var sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Spread(at(sorted, 0.5), at(sorted, 0.25), at(sorted, 0.75), at(sorted, 0.99),
                Arrays.stream(sorted).max().orElseThrow(), sorted.length);
    }

    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }
}
