package io.firstclaim.core.enrollment;

import java.time.Instant;
import java.util.List;

/// A page of a bulk job that is done.
///
/// @param number
///            from 0
/// @param outcomes
///            one for each row, in their order
public record JobPage(int number, List<JobRow> rows, List<RowOutcome> outcomes, Instant doneAt) {
    /// The most rows of a page; it is done in one transaction.
    public static final int MAX_ROWS = 500;

    public JobPage {
        rows = List.copyOf(rows);
        outcomes = List.copyOf(outcomes);
        if (rows.size() != outcomes.size()) {
            throw new IllegalArgumentException(rows.size() + " rows have " + outcomes.size() + " outcomes");
        }
    }

    /// How many of the rows are errors.
    public int errors() {
        return Math.toIntExact(outcomes.stream().filter(outcome -> outcome != RowOutcome.DONE).count());
    }
}
