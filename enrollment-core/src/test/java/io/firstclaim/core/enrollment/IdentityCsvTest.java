package io.firstclaim.core.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.firstclaim.core.Samples;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule of the file, from both sides.
class IdentityCsvTest {
    private static final String A = new EnrollmentId(Samples.fingerprint("a")).toString();
    private static final String B = new EnrollmentId(Samples.fingerprint("b")).toString();
    private static final String MARK = "\uFEFF";

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void rowsAreTheseHoweverTheBytesAreCut(String rule, String file, List<String> rows) {
        var bytes = file.getBytes(StandardCharsets.UTF_8);
        assertThat(shown(bytes, bytes.length)).isEqualTo(rows);
        assertThat(shown(bytes, 1)).isEqualTo(rows);
        for (int cut = 0; cut <= bytes.length; cut++) {
            var reader = new Reader();
            reader.csv.read(Arrays.copyOf(bytes, cut));
            reader.csv.read(Arrays.copyOfRange(bytes, cut, bytes.length));
            reader.csv.end();
            assertThat(reader.shown()).as("cut at " + cut).isEqualTo(rows);
        }
    }

    static Stream<Arguments> rowsAreTheseHoweverTheBytesAreCut() {
        return Stream.of(header(), lines(), values(), blanks(), quotes(), ignored()).flatMap(List::stream);
    }

    private static List<Arguments> header() {
        return List.of(arguments("an empty file has no rows", "", rows()),
                arguments("a header alone has no rows", "enrollment_identity", rows()),
                arguments("the header is dropped", "enrollment_identity\n" + A, rows(A)),
                arguments("also if it is an ID", A + "\n" + B, rows(B)),
                arguments("also if it is empty", "\n" + A, rows(A)),
                arguments("also if it has a quote that is not closed", "\"id\nx\n" + A, rows("-x", A)),
                arguments("also with a byte order mark", MARK + "id\n" + A, rows(A)),
                arguments("but a mark in a row is text", "id\n" + MARK + A, rows("-" + MARK + A)));
    }

    private static List<Arguments> lines() {
        return List.of(arguments("LF ends a line", "id\n" + A + "\n" + B + "\n", rows(A, B)),
                arguments("CRLF ends a line", "id\r\n" + A + "\r\n" + B + "\r\n", rows(A, B)),
                arguments("CR ends a line", "id\r" + A + "\r" + B + "\r", rows(A, B)),
                arguments("LF and CR are two ends", "id\n\r" + A, rows(A)),
                arguments("they may be mixed", "id\r\n" + A + "\r" + B + "\n" + A, rows(A, B, A)),
                arguments("the last line needs no end", "id\n" + A, rows(A)),
                arguments("other separators are text", "id\na\u2028b", rows("-a\u2028b")));
    }

    private static List<Arguments> values() {
        return List.of(arguments("the value ends at the first comma", "id\n" + A + ",x", rows(A)),
                arguments("and not at a semicolon", "id\n" + A + ";x", rows("-" + A + ";x")),
                arguments("an ID is read in any case", "id\n" + A.toLowerCase(Locale.ROOT).replace("a-", "A-"),
                        rows(A)),
                arguments("what is none is a row all the same", "id\nnonsense\n" + A, rows("-nonsense", A)),
                arguments("another version is none", "id\nB" + A.substring(1), rows("-B" + A.substring(1))),
                arguments("one that is too short is none", "id\n" + A.substring(0, 96), rows("-" + A.substring(0, 96))),
                arguments("one that is too long is none", "id\n" + A + "0", rows("-" + A + "0")),
                arguments("what is no ASCII is none", "id\nA-ÄÖÜ€😀", rows("-A-ÄÖÜ€😀")),
                arguments("all from U+0000 to U+0020 is trimmed",
                        "id\n \t\u0000\u000B\u001F " + A + " \u0001\t ,x",
                        rows(A)),
                arguments("U+0021 and U+00A0 are not", "id\n!" + A + "\n\u00A0" + A + "\n" + A + "\u00A0",
                        rows("-!" + A, "-\u00A0" + A, "-" + A + "\u00A0")),
                arguments("blanks within a value are not", "id\na b", rows("-a b")));
    }

    private static List<Arguments> blanks() {
        return List.of(arguments("an empty line is no row", "id\n\n\n" + A + "\n\n", rows(A)),
                arguments("a line of blanks is no row", "id\n \t \n\u0000\n" + A, rows(A)),
                arguments("a comma is no row", "id\n,\n" + A, rows(A)),
                arguments("two commas are no row", "id\n,,\n" + A, rows(A)),
                arguments("a comma and text is no row", "id\n, text\n,text\n ,\"text\"\n" + A, rows(A)),
                arguments("but text before the comma is", "id\nx,\n" + A, rows("-x", A)),
                arguments("and so are empty quotes", "id\n\"\"\n\"\",x\n", rows("-", "-")));
    }

    private static List<Arguments> quotes() {
        return List.of(arguments("a value may be quoted", "id\n\"" + A + "\"", rows(A)),
                arguments("with anything after it", "id\n\"" + A + "\",x,\"y\"\n" + B, rows(A, B)),
                arguments("blanks around the quotes are trimmed", "id\n \t\"" + A + "\"\u0000 ,x", rows(A)),
                arguments("blanks within them are not", "id\n\" " + A + "\"\n\"" + A + " \"",
                        rows("- " + A, "-" + A + " ")),
                arguments("quoted blanks are a row", "id\n\" \"", rows("- ")),
                arguments("a doubled quote is a quote", "id\n\"a\"\"b\"\n\"\"\"\"", rows("-a\"b", "-\"")),
                arguments("a comma within quotes is text", "id\n\"" + A + ",x\"", rows("-" + A + ",x")),
                arguments("a line end within quotes is text", "id\n\"a\nb\r\nc\rd\"\n" + A,
                        rows("-a\uFFFDb\uFFFD\uFFFDc\uFFFDd", A)),
                arguments("text after the closing quote is an error", "id\n\"" + A + "\"x\n" + B, rows("-" + A, B)),
                arguments("a quote within a value is text", "id\na\"b\n" + A + "\"\n", rows("-a\"b", "-" + A + "\"")),
                arguments("a quote that is not closed is an error of its row", "id\n" + A + "\n\"x\ny",
                        rows(A, "-x\uFFFDy")));
    }

    private static List<Arguments> ignored() {
        return List.of(arguments("quoted text may have commas", "id\n" + A + ",\"x,y\",z\n" + B, rows(A, B)),
                arguments("and line ends", "id\n" + A + ",\"x\ny\r\nz\"\n" + B, rows(A, B)),
                arguments("and doubled quotes", "id\n" + A + ",\"x\"\"\ny\"\n" + B, rows(A, B)),
                arguments("also after blanks", "id\n" + A + ", \"x\ny\"\n" + B, rows(A, B)),
                arguments("also in a line that is blank", "id\n,\"x\ny\"\n" + B, rows(B)),
                arguments("a quote within text is text", "id\n" + A + ",5\" x\n" + B, rows(A, B)),
                arguments("and so is one after the closing quote", "id\n" + A + ",\"x\"y\"\n" + B, rows(A, B)),
                arguments("one that is not closed is an error of its row", "id\n" + A + ",\"x\n" + B, rows("-" + A)));
    }

    @Test
    void aRowThatIsNotUtf8IsAnErrorAndItsNeighboursAreNot() {
        var file = new ByteArrayOutputStream();
        file.writeBytes(("id\n" + A + "\nx").getBytes(StandardCharsets.UTF_8));
        file.write(0xFF);
        file.writeBytes(("\n" + B + ",").getBytes(StandardCharsets.UTF_8));
        file.write(0xFF);
        var rows = read(file.toByteArray(), 7);
        assertThat(rows).extracting(JobRow::shown).containsExactly(A, "x\uFFFD", B);
        assertThat(rows.get(1)).isEqualTo(new JobRow.Malformed("x\uFFFD", "'x\uFFFD' is not UTF-8."));
    }

    @Test
    void anErrorSaysWhatTheSingleCallSays() {
        assertThat(read("id\nB-1\n\"x".getBytes(StandardCharsets.UTF_8), 100)).containsExactly(
                new JobRow.Malformed("B-1", "'B-1' has an unsupported version: the versions supported are: A."),
                new JobRow.Malformed("x", "A quote of this row is not closed: the lines after it count as its text."));
    }

    @Test
    void aRowMayBeAsLongAsTheLimitAndNoLonger() {
        var justIn = A + "," + "x".repeat(IdentityCsv.MAX_ROW_BYTES - A.length() - 1);
        assertThat(shown(("id\n" + justIn + "\n" + B).getBytes(StandardCharsets.UTF_8), 1000)).containsExactly(A, B);
        assertThat(shown(("id\n" + justIn + "x,\"\n" + B).getBytes(StandardCharsets.UTF_8), 1000))
                .containsExactly("-" + A, B);
    }

    @Test
    void aQuoteThatIsNotClosedCostsNoMoreThanTheLimit() {
        var file = "id\n" + A + ",\"" + (B + "\n").repeat(IdentityCsv.MAX_ROW_BYTES / B.length() + 5);
        assertThat(shown(file.getBytes(StandardCharsets.UTF_8), 1000)).startsWith("-" + A).endsWith(B)
                .hasSizeBetween(5, 20);
    }

    @Test
    void aLongValueIsShownShortened() {
        var rows = read(("id\n" + "é".repeat(10_000) + "\n\"" + "x".repeat(10_000) + "\"\n" + A)
                .getBytes(StandardCharsets.UTF_8), 1000);
        assertThat(rows).extracting(JobRow::shown).containsExactly("é".repeat(120) + "…", "x".repeat(120) + "…", A);
        assertThat(rows).extracting(row -> row instanceof JobRow.Malformed(_, var message) && message.length() < 300)
                .containsExactly(true, true, false);
    }

    @Test
    void manyBlanksAfterAValueAreTrimmedToo() {
        var file = "id\n" + A + " ".repeat(50_000) + ",x\n" + " ".repeat(50_000) + B;
        assertThat(shown(file.getBytes(StandardCharsets.UTF_8), 1000)).containsExactly(A, B);
    }

    /// What is malformed with a minus before it.
    private static List<String> rows(String... shown) {
        return List.of(shown);
    }

    private static List<String> shown(byte[] file, int piece) {
        var reader = new Reader();
        reader.readAll(file, piece);
        return reader.shown();
    }

    private static List<JobRow> read(byte[] file, int piece) {
        var reader = new Reader();
        reader.readAll(file, piece);
        return reader.rows;
    }

    private static final class Reader {
        private final List<JobRow> rows = new ArrayList<>();
        private final IdentityCsv csv = new IdentityCsv(rows::add);

        void readAll(byte[] file, int piece) {
            for (int from = 0; from < file.length; from += piece) {
                csv.read(Arrays.copyOfRange(file, from, Math.min(file.length, from + piece)));
            }
            csv.end();
        }

        List<String> shown() {
            return rows.stream().map(row -> switch (row) {
                case JobRow.Valid valid -> valid.shown();
                case JobRow.Malformed malformed -> "-" + malformed.shown();
            }).toList();
        }
    }
}
