package io.firstclaim.benchmarks.peers;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.firstclaim.benchmarks.scale.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What was measured, where and when.
///
/// @param machine
///            in words
/// @param cryptography
///            of the load generator
/// @param seconds
///            how long all of it took
/// @param refusals
///            null where they were not measured
public record PeersReport(String when, String machine, String cryptography, PeersPlan plan, long seconds,
        List<Cell> cells, @Nullable RefusalFigures refusals) {

    /// What was to be reached.
    @JsonProperty
    public List<Goal> goals() {
        return Goal.of(cells, refusals);
    }

    /// The tables in Markdown, with what one must know to read them.
    public String markdown() {
        return table() + refusalTable() + goalTable()
                + """

                        Measured %s on %s. The generator's cryptography: %s. %d rounds of %,d bootstraps, %d at once, after %,d to get warm; medians, with the middle half of the values in brackets. It took %d s.
                        """
                        .formatted(when, machine, cryptography, plan.rounds(), plan.measured(), plan.atOnce(),
                                plan.warmUp(),
                                seconds);
    }

    private String table() {
        var head = """
                | server | cipher | CPU ms per bootstrap | database's | JIT's | bootstraps per CPU-second | p50, ms | p99, ms | writes | bytes | failed |
                |---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
                """;
        return head + cells.stream().map(PeersReport::row).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String row(Cell cell) {
        var steady = cell.steady();
        return String.format(Locale.ROOT, "| %s | %s | %s | %s | %.2f | %,.0f | %s | %s | %d | %d | %d%s |",
                cell.row().shown(), cell.suite().shown(), shown(cell.cpu()),
                cell.database().median() == 0 ? "" : shown(cell.database()), cell.compiler().median(),
                1000 / cell.cost(), steady == null ? "" : oneDigit(steady.median()),
                steady == null ? "" : oneDigit(steady.p99()), cell.writes(), cell.bytes(), cell.failures(),
                cell.complaint().isEmpty() ? "" : ": " + cell.complaint());
    }

    private String refusalTable() {
        if (refusals == null) {
            return "";
        }
        return String.format(Locale.ROOT, """

                | devices that nobody listed, %s | |
                |---|--:|
                | CPU ms of a handshake alone | %s |
                | of a repeated refusal, its handshake included | %s |
                | of a first refusal | %.2f |
                | refused each second beside enrolled ones | %,.0f |
                | p50 and p99 of enrolled devices without them, ms | %.1f, %.1f |
                | p50 and p99 of enrolled devices beside them, ms | %.1f, %.1f |
                | heap before and after %,d refusals, MB | %.0f, %.0f |
                | ended in another way | %d%s |
                """, refusals.row().shown(), shown(refusals.handshake()), shown(refusals.repeated()), refusals.first(),
                refusals.perSecond(), refusals.idle().median(), refusals.idle().p99(), refusals.beside().median(),
                refusals.beside().p99(), refusals.refused(), refusals.heapBefore(), refusals.heapAfter(),
                refusals.failures(), refusals.complaint().isEmpty() ? "" : ": " + refusals.complaint());
    }

    private String goalTable() {
        var goals = goals();
        return goals.isEmpty() ? "" : goals.stream().map(Goal::shown).collect(Collectors.joining("\n", """

                | goal | wanted | measured | |
                |---|--:|--:|---|
                """, "\n"));
    }

    private static String shown(Spread spread) {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", spread.median(), spread.low(), spread.high());
    }

    private static String oneDigit(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /// Writes everything as JSON.
    void writeJson(Path file) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    }
}
