package io.firstclaim.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A document with a place for what was measured.
public final class Document {
    private static final String BEGIN = "<!-- measured: begin -->";
    private static final String END = "<!-- measured: end -->";

    private Document() {}

    /// Puts text between its marks, in the place of what was there.
    ///
    /// @throws IllegalArgumentException
    ///             if it has none
    public static void put(Path document, String measured) throws IOException {
        var text = Files.readString(document);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException(document + " has no place for the table: " + BEGIN + " and " + END
                    + " are expected");
        }
        Files.writeString(document, text.substring(0, begin + BEGIN.length()) + "\n" + measured + text.substring(end));
    }
}
