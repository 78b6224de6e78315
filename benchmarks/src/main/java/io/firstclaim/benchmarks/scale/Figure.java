package io.firstclaim.benchmarks.scale;

import java.util.List;
import java.util.Locale;

/// A row of the table: one figure, at each size.
///
/// @param unit
///            of the values; empty where they count something
/// @param values
///            in the order of the sizes
public record Figure(String name, String unit, List<Spread> values) {
    /// How the largest database's median compares with the smallest one's.
    public double ratio() {
        return values.getLast().median() / values.getFirst().median();
    }

    /// The value at one size, as the table shows it: the median, and where there are several values the quarters around it.
    String shown(int size) {
        var value = values.get(size);
        var text = number(value.median());
        return value.count() == 1 ? text : text + " (" + number(value.low()) + "–" + number(value.high()) + ")";
    }

    private static String number(double value) {
        return value >= 100 || value == Math.rint(value)
                ? String.format(Locale.ROOT, "%,.0f", value)
                : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
