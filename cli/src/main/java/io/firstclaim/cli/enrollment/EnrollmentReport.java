package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreFailures;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.proto.enrollment.v1.EnrollmentResult;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Shows what became of each enrollment ID, one line each, and sums up.
final class EnrollmentReport {
    /// One line of the JSON form.
    ///
    /// @param enrollmentIdentity as it was given
    /// @param id of the enrollment; null when it was not listed
    /// @param error why not; null when it was listed
    record Line(String enrollmentIdentity, @Nullable String id, @Nullable String error) {}

    private final Console console;
    private final boolean json;
    private final Set<ExitCode> failures = EnumSet.noneOf(ExitCode.class);
    private int listed;
    private int failed;

    private EnrollmentReport(Console console, boolean json) {
        this.console = console;
        this.json = json;
    }

    static EnrollmentReport start(Console console, boolean json) {
        return new EnrollmentReport(console, json);
    }

    void add(String enrollmentId, EnrollmentResult result) {
        switch (result.getOutcomeCase()) {
            case ENROLLMENT -> {
                listed++;
                print(new Line(enrollmentId, result.getEnrollment().getId(), null));
            }
            case ERROR, OUTCOME_NOT_SET -> {
                failed++;
                CommandFailed why = CoreFailures.explain(result.getError());
                failures.add(why.code());
                print(new Line(enrollmentId, null, why.getMessage()));
            }
        }
        console.progress(listed + " listed, " + failed + " failed");
    }

    /// Sums up.
    ///
    /// @return OK; else what all failures have in common, or FAILED
    ExitCode end() {
        console.progress("");
        console.note(listed + " listed, " + failed + " failed");
        return failures.isEmpty() ? ExitCode.OK : failures.size() > 1 ? ExitCode.FAILED : failures.iterator().next();
    }

    private void print(Line line) {
        console.progress("");
        console.out().println(json
                ? JsonLine.of(line)
                : line.error() == null
                        ? "listed  " + line.enrollmentIdentity() + "  " + line.id()
                        : "FAILED  " + line.enrollmentIdentity() + "  " + line.error());
        console.out().flush();
    }
}
