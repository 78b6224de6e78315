package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreFailures;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.production.Finding;
import io.firstclaim.factory.production.Finding.Kind;
import io.firstclaim.factory.production.Inspection;
import io.firstclaim.factory.production.Remark;
import io.firstclaim.factory.production.Severity;
import io.firstclaim.proto.enrollment.v1.EnrollmentResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Shows what became of each enrollment ID, one line each, and sums up.
final class EnrollmentReport {
    /// One line of the JSON form.
    ///
    /// @param enrollmentIdentity as it was given
    /// @param id of the enrollment; null when it was not listed
    /// @param error why not; null when it was listed, or would be
    record Line(String enrollmentIdentity, @Nullable String id, @Nullable String error) {}

    private final Console console;
    private final boolean json;
    private final Set<ExitCode> failures = EnumSet.noneOf(ExitCode.class);
    private int listed;
    private int failed;
    private boolean dryRun;

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

    /// A device that would be listed if it were asked for.
    void addWished(String enrollmentId) {
        dryRun = true;
        listed++;
        print(new Line(enrollmentId, null, null));
    }

    /// Shows which devices of an inspection are unusable.
    ///
    /// @return the enrollment IDs of the usable ones
    List<String> addInspected(Inspection inspection) {
        for (Finding finding : inspection.findings()) {
            if (!finding.isUsable()) {
                failed++;
                failures.add(ExitCode.FAILED);
                String why = finding.remarks().stream()
                        .filter(remark -> remark.reason().severity() == Severity.UNUSABLE).map(Remark::toString)
                        .collect(Collectors.joining(" "));
                EnrollmentId id = finding.enrollmentId();
                if (id == null) {
                    console.note(finding.source() + ": " + why);
                } else {
                    print(new Line(id.toString(), null, finding.source() + " is unusable: " + why));
                }
            }
        }
        if (inspection.of(Kind.DEVICE).isEmpty()) {
            failures.add(ExitCode.FAILED);
            console.note("no certificate of a device was found");
        }
        return inspection.usableDevices().stream().map(device -> String.valueOf(device.enrollmentId())).toList();
    }

    /// Sums up.
    ///
    /// @return OK; else what all failures have in common, or FAILED
    ExitCode end() {
        console.progress("");
        console.note(listed + (dryRun ? " would be listed, " : " listed, ") + failed + " failed");
        return failures.isEmpty() ? ExitCode.OK : failures.size() > 1 ? ExitCode.FAILED : failures.iterator().next();
    }

    private void print(Line line) {
        console.progress("");
        console.out().println(json ? JsonLine.of(line) : text(line));
        console.out().flush();
    }

    private static String text(Line line) {
        if (line.error() != null) {
            return "FAILED  " + line.enrollmentIdentity() + "  " + line.error();
        }
        return line.id() == null
                ? "would list  " + line.enrollmentIdentity()
                : "listed  " + line.enrollmentIdentity() + "  " + line.id();
    }
}
