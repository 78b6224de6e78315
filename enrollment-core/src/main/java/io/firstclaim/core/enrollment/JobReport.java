package io.firstclaim.core.enrollment;

import io.firstclaim.core.Problem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A report of a bulk job as CSV (RFC 4180: CRLF, every value quoted), read piece by piece. Good rows have their time and four empty values; bad ones
/// no time, and what the single call would answer. For one thread at a time.
public final class JobReport {
    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final EnrollmentJob.Type type;
    private final Kind kind;
    private final IntFunction<Optional<JobPage>> pages;
    /// The number of the next page; -1 before the header.
    private int next = -1;

    /// Which rows a report has.
    public enum Kind {
        /// All.
        FULL,
        /// The errors, without a time.
        ERRORS
    }

    /// @param pages
    ///            gives the first page whose number is at least the given one
    JobReport(EnrollmentJob.Type type, Kind kind, IntFunction<Optional<JobPage>> pages) {
        this.type = type;
        this.kind = kind;
        this.pages = pages;
    }

    /// The next piece of the text; null after the last.
    public @Nullable String read() {
        if (next < 0) {
            next = 0;
            return header();
        }
        var page = pages.apply(next).orElse(null);
        if (page == null) {
            return null;
        }
        next = page.number() + 1;
        return rows(page);
    }

    private String header() {
        var time = switch (type) {
            case UPLOAD -> "entity__created_at";
            case DELETE -> "entity__deleted_at";
        };
        return line(new StringBuilder(), "entity__id", time, "error__code", "error__type", "error__message",
                "error__fields").toString();
    }

    private String rows(JobPage page) {
        var text = new StringBuilder();
        for (int i = 0; i < page.rows().size(); i++) {
            row(text, page.rows().get(i), page.outcomes().get(i), page.doneAt());
        }
        return text.toString();
    }

    private void row(StringBuilder text, JobRow row, RowOutcome outcome, Instant doneAt) {
        switch (outcome) {
            case DONE -> {
                if (kind == Kind.FULL) {
                    line(text, row.shown(), TIME.format(doneAt), "", "", "", "");
                }
            }
            case MALFORMED -> error(text, row, 400, Problem.VALIDATION_ERROR,
                    row instanceof JobRow.Malformed(_, var message) ? message : "");
            case DUPLICATE ->
                error(text, row, 409, Problem.DUPLICATE, EnrollmentProblems.alreadyClaimed().getMessage());
            case NOT_FOUND -> error(text, row, 404, Problem.NOT_FOUND,
                    EnrollmentProblems.notListed(row.shown()).getMessage());
        }
    }

    private void error(StringBuilder text, JobRow row, int code, Problem problem, @Nullable String message) {
        line(text, row.shown(), "", Integer.toString(code), problem.name().toLowerCase(Locale.ROOT),
                String.valueOf(message), "");
    }

    /// A line; the time is left out of a report of errors.
    private StringBuilder line(StringBuilder text, String id, String time, String... rest) {
        quote(text, id);
        if (kind == Kind.FULL) {
            quote(text.append(','), time);
        }
        for (String value : rest) {
            quote(text.append(','), value);
        }
        return text.append("\r\n");
    }

    private static void quote(StringBuilder text, String value) {
        text.append('"').append(value.replace("\"", "\"\"")).append('"');
    }
}
