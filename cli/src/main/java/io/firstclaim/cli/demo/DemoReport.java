package io.firstclaim.cli.demo;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.cli.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the demonstration expected, what it saw, and whether that is the same. Safe for use by several threads.
final class DemoReport {
    /// A checked step.
    ///
    /// @param order its place in the table, which is not the time at which it was checked
    /// @param code the CoAP code that came with what was seen; empty when none did
    record Row(int order, String step, String expected, String seen, String code, boolean ok) {
        /// What the table shows of what was seen: all of it only where it is wrong.
        String seenShortly() {
            return ok ? (code + " the same").strip() : seen;
        }
    }

    private record JsonRow(String step, String expected, String seen, boolean ok) {}

    private record Json(boolean ok, double seconds, List<JsonRow> steps) {}

    private static final double MILLIS = 1000.0;

    private final List<Row> rows = new ArrayList<>();

    /// Notes a step.
    synchronized void add(Row row) {
        rows.add(row);
    }

    synchronized List<Row> rows() {
        return rows.stream().sorted(Comparator.comparingInt(Row::order)).toList();
    }

    /// Whether there are rows and all are right.
    boolean isOk() {
        return !rows().isEmpty() && rows().stream().allMatch(Row::ok);
    }

    void printTable(Console console, DemoScreen screen) {
        Table table = new Table(List.of("STEP", "EXPECTED", "SEEN", ""));
        rows().forEach(row -> table.add(List.of(row.step(), row.expected(), row.seenShortly(),
                row.ok() ? screen.good("ok") : screen.bad("WRONG"))));
        table.print(console.out(), true);
    }

    void printJson(Console console, Duration took) {
        console.out().println(JsonLine.of(new Json(isOk(), took.toMillis() / MILLIS, rows().stream()
                .map(row -> new JsonRow(row.step(), row.expected(), row.seen(), row.ok())).toList())));
        console.out().flush();
    }
}
