package io.firstclaim.it.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The matrix as `docs/the-claim.md` has it: moments down, parties across.
final class MatrixTable {
    private static final Path FILE = Path.of(System.getProperty("basedir", "")).resolve("../docs/the-claim.md")
            .toAbsolutePath().normalize();
    private static final String BEGIN = "<!-- the power matrix, written by PowerMatrixTest -->\n";
    private static final String END = "<!-- end of the power matrix -->\n";
    private static final String NOT_APART = "–";

    private MatrixTable() {}

    /// The rows for these outcomes.
    static String of(List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        List<String> parties = Stream.of(Party.values()).map(Party::toString).toList();
        lines.add("| cut after | left in the core | " + String.join(" | ", parties) + " |");
        lines.add("|---|---|" + "---|".repeat(parties.size()));
        for (Moment moment : Moment.values()) {
            List<Outcome> row = outcomes.stream().filter(outcome -> outcome.moment() == moment).toList();
            String cells = Stream.of(Party.values()).map(party -> cell(row.stream()
                    .filter(outcome -> outcome.party() == party).toList())).collect(Collectors.joining(" | "));
            lines.add("| " + moment + onlyOf(row) + " | "
                    + row.stream().map(outcome -> outcome.left().toString()).distinct()
                            .collect(Collectors.joining(" or "))
                    + " | " + cells + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static String onlyOf(List<Outcome> row) {
        List<String> profiles = row.stream().map(outcome -> outcome.profile().toString()).distinct().toList();
        return profiles.size() == 1 ? ", " + profiles.getFirst() : "";
    }

    private static String cell(List<Outcome> outcomes) {
        Map<Way, String> profiles = new LinkedHashMap<>();
        outcomes.forEach(outcome -> profiles.merge(outcome.way(), outcome.profile().toString(),
                (one, other) -> one + ", " + other));
        if (profiles.size() < 2) {
            return profiles.keySet().stream().map(Way::toString).findFirst().orElse(NOT_APART);
        }
        return profiles.entrySet().stream().map(way -> way.getKey() + " (" + way.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    /// What the document has between its markers.
    static String inDocument() throws IOException {
        String text = Files.readString(FILE);
        return text.substring(text.indexOf(BEGIN) + BEGIN.length(), text.indexOf(END));
    }

    /// Puts it there.
    static void write(String table) throws IOException {
        String text = Files.readString(FILE);
        Files.writeString(FILE,
                text.substring(0, text.indexOf(BEGIN) + BEGIN.length()) + table + text.substring(text.indexOf(END)));
    }
}
