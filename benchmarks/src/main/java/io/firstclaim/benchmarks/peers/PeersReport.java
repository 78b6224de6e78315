package io.firstclaim.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.firstclaim.benchmarks.scale.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What was measured, where and when.
///
/// @param machine
///            in words
/// @param cryptography
///            of the load generator
/// @param seconds
///            how long all of it took
public record PeersReport(String when, String machine, String cryptography, PeersPlan plan, long seconds,
        List<Cell> cells) {
    /// The table in Markdown, with what one must know to read it.
    public String markdown() {
        var head = """
                | server | cipher | CPU ms per bootstrap | database's | JIT's | bootstraps per CPU-second | writes | payload, bytes | failed |
                |---|---|--:|--:|--:|--:|--:|--:|--:|
                """;
        return head + cells.stream().map(PeersReport::row).collect(Collectors.joining("\n"))
                + "\n\nMeasured %s on %s. The generator's cryptography: %s. %d rounds of %d bootstraps, %d at once; medians, with the middle half of the values in brackets. It took %d s.\n"
                        .formatted(when, machine, cryptography, plan.rounds(), plan.measured(), plan.atOnce(), seconds);
    }

    private static String row(Cell cell) {
        return "| %s | %s | %s | %s | %.2f | %,.0f | %d | %d | %d |".formatted(cell.row().shown(), cell.suite().shown(),
                shown(cell.cpu()), cell.database().median() == 0 ? "" : shown(cell.database()),
                cell.compiler().median(), 1000 / cell.cost(),
                cell.writes(), cell.bytes(), cell.failures());
    }

    private static String shown(Spread spread) {
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", spread.median(), spread.low(), spread.high());
    }

    /// Writes everything as JSON.
    void writeJson(Path file) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    }
}
