package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.enrollment.BulkJobs.Reports;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where the reports of a bulk job go.
public final class JobReportOptions {
    @Option(names = "--report", paramLabel = "FILE", description = "Write what became of each row to this file, as CSV.")
    private @Nullable Path report;

    @Option(names = "--errors", paramLabel = "FILE", description = "Write the rows that failed to this file, as CSV.")
    private @Nullable Path errors;

    Reports reports() {
        return new Reports(report, errors);
    }
}
