package io.firstclaim.benchmarks.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.firstclaim.benchmarks.Document;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What was measured, where and when.
///
/// @param machine
///            in words
/// @param seconds
///            how long all of it took
public record ScaleReport(String when, String machine, String database, String load, long seconds, List<Long> sizes,
        List<Figure> figures) {
    /// The table in Markdown, with what one must know to read it.
    public String markdown() {
        var head = "| | " + sizes.stream().map(ScaleReport::shown).collect(Collectors.joining(" | "))
                + " | largest to smallest |\n"
                + "|---|" + "--:|".repeat(sizes.size() + 1) + "\n";
        var rows = figures.stream().map(this::row).collect(Collectors.joining("\n"));
        return "%s%s\n\nMeasured %s on %s; %s. %s It took %d s.\n".formatted(head, rows, when, machine, database, load,
                seconds);
    }

    private String row(Figure figure) {
        var name = figure.unit().isEmpty() ? figure.name() : figure.name() + ", " + figure.unit();
        return "| " + name + " | "
                + IntStream.range(0, sizes.size()).mapToObj(figure::shown).collect(Collectors.joining(" | ")) + " | "
                + String.format(Locale.ROOT, "%.2f", figure.ratio()) + " |";
    }

    /// Writes everything as JSON.
    void writeJson(Path file) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    }

    /// Puts the table between the marks of a document.
    void writeInto(Path document) throws IOException {
        Document.put(document, markdown());
    }

    /// A number of rows in short.
    static String shown(long rows) {
        return rows > 0 && rows % 1_000_000 == 0
                ? rows / 1_000_000 + " M"
                : rows > 0 && rows % 1_000 == 0 ? rows / 1_000 + " k" : "" + rows;
    }
}
