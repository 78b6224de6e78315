package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.scale.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the product is meant to reach, and what it did.
///
/// @param wanted
///            the bound
/// @param atLeast
///            whether more is better
/// @param got
///            what was measured
public record Goal(String what, double wanted, boolean atLeast, String unit, double got) {
    /// Whether it was reached.
    public boolean isReached() {
        return atLeast ? got >= wanted : got <= wanted;
    }

    /// In a line.
    String shown() {
        return String.format(Locale.ROOT, "| %s | %s %s%s | %.2f%s | %s |", what, atLeast ? "≥" : "≤", number(wanted),
                unit, got, unit, isReached() ? "reached" : "missed");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : Double.toString(value);
    }

    /// All goals that these figures tell something about.
    ///
    /// @param refusals
    ///            null where they were not measured
    static List<Goal> of(List<Cell> cells, @Nullable RefusalFigures refusals) {
        var goals = new ArrayList<Goal>();
        for (var suite : Suite.values()) {
            times(goals, cells, suite, Row.EDGE, Row.LESHAN, 4);
            times(goals, cells, suite, Row.EDGE, Row.LESHAN_NATIVE, 1.5);
            times(goals, cells, suite, Row.PRODUCT_H2, Row.LESHAN, 3);
            times(goals, cells, suite, Row.PRODUCT_POSTGRES, Row.LESHAN, 3);
        }
        for (var row : List.of(Row.EDGE, Row.PRODUCT_H2, Row.PRODUCT_POSTGRES)) {
            find(cells, row, Suite.CCM_8).ifPresent(ccm -> find(cells, row, Suite.GCM).ifPresent(
                    gcm -> goals.add(new Goal("CPU with CCM-8 to CPU with GCM, " + row.shown(), 1.15, false, "×",
                            ccm.cost() / gcm.cost()))));
        }
        for (var cell : cells) {
            Spread steady = cell.steady();
            if (steady != null && (cell.row() == Row.PRODUCT_H2 || cell.row() == Row.PRODUCT_POSTGRES)) {
                goals.add(new Goal("p99 of a claimed bootstrap, " + name(cell), 25, false, " ms", steady.p99()));
            }
        }
        if (refusals != null) {
            goals.add(new Goal("CPU of a repeated refusal to that of its handshake", 1.1, false, "×",
                    refusals.ratio()));
            goals.add(new Goal("devices refused meanwhile", 1000, true, "/s", refusals.perSecond()));
            goals.add(new Goal("p99 of enrolled devices beside refused ones to that without", 2, false, "×",
                    refusals.beside().p99() / refusals.idle().p99()));
        }
        return goals;
    }

    private static void times(List<Goal> goals, List<Cell> cells, Suite suite, Row ours, Row theirs, double wanted) {
        find(cells, ours, suite).ifPresent(our -> find(cells, theirs, suite).ifPresent(
                their -> goals.add(new Goal("bootstraps per CPU-second, " + name(our) + ", to " + theirs.shown(),
                        wanted, true, "×", their.cost() / our.cost()))));
    }

    private static Optional<Cell> find(List<Cell> cells, Row row, Suite suite) {
        return cells.stream().filter(cell -> cell.row() == row && cell.suite() == suite).findFirst();
    }

    private static String name(Cell cell) {
        return cell.row().shown() + ", " + cell.suite().shown();
    }
}
