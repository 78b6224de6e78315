package io.firstclaim.it.fuzz;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.enrollment.IdentityCsv;
import io.firstclaim.core.enrollment.JobRow;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What holds of the CSV reader for any bytes: it never fails, it does not matter how they are cut, a row is bounded, there is at most one per line, and
/// a file without quotes has the rows that a reader of three lines finds.
public final class IdentityCsvFuzz {
    private static final int MAX_MESSAGE = 400;

    private IdentityCsvFuzz() {}

    /// Called by Jazzer with one input after another.
    public static void fuzzerTestOneInput(byte[] file) {
        var rows = read(file, Math.max(1, file.length));
        require(rows.equals(read(file, 1)), "single bytes give other rows");
        require(rows.equals(read(file, 1 + (file.length == 0 ? 0 : file[0] & 0x7F))), "pieces give other rows");
        var text = new String(file, StandardCharsets.ISO_8859_1);
        require(rows.size() <= text.chars().filter(c -> c == '\n' || c == '\r').count(), "more rows than lines");
        rows.forEach(IdentityCsvFuzz::requireBounded);
        if (text.indexOf('"') < 0 && file.length <= IdentityCsv.MAX_ROW_BYTES) {
            require(rows.size() == values(text).size(), "other rows than a simple reader's");
            require(rows.stream().filter(JobRow.Valid.class::isInstance).map(JobRow::shown).toList()
                    .equals(values(text).stream().map(JobRow::of).filter(JobRow.Valid.class::isInstance)
                            .map(JobRow::shown).toList()),
                    "other IDs than a simple reader's");
        }
    }

    private static void requireBounded(JobRow row) {
        require(row.shown().length() <= MAX_MESSAGE && row.shown().chars().noneMatch(c -> c < ' '),
                "not shown plainly");
        switch (row) {
            case JobRow.Valid(var identity) ->
                require(EnrollmentId.parse(row.shown()).equals(identity), "not the ID that is shown");
            case JobRow.Malformed(_, var message) -> require(message.length() <= MAX_MESSAGE, "a long message");
        }
    }

    private static List<String> values(String text) {
        return Arrays.stream(text.split("\r\n|\r|\n", -1)).skip(1).map(line -> line.split(",", 2)[0].trim())
                .filter(value -> !value.isEmpty()).toList();
    }

    private static List<JobRow> read(byte[] file, int piece) {
        var rows = new ArrayList<JobRow>();
        var csv = new IdentityCsv(rows::add);
        for (int from = 0; from < file.length; from += piece) {
            csv.read(Arrays.copyOfRange(file, from, Math.min(file.length, from + piece)));
        }
        csv.end();
        return rows;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
