package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.enrollment.BulkJobs.Reports;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `enroll remove`.
@Command(name = "remove", description = "Takes all devices of a CSV file off the account's enrollment list, as 'enroll cancel' does with one: devices claimed by them lose "
        + "their credentials. A bulk job of the core does it, which goes on when this command is ended.", footer = {
                "%nExamples:", "  firstclaim enroll remove --csv sold.csv --dry-run",
                "  firstclaim enroll remove --csv sold.csv --report full.csv --errors errors.csv"})
public final class EnrollRemove implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final JobReportOptions files = new JobReportOptions();

    @Option(names = "--csv", paramLabel = "FILE", required = true, description = "A header line, then an enrollment ID first in each line.")
    private Path csv = Path.of("");

    @Option(names = "--dry-run", description = "Change nothing: only say what would be removed.")
    private boolean dryRun;

    public EnrollRemove(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Reports reports = files.reports();
        reports.reserve();
        return core.ask(console, channel -> {
            BulkJobs jobs = new BulkJobs(console, output, channel);
            return jobs.show(jobs.watch(jobs.create(EnrollmentJobType.ENROLLMENT_JOB_TYPE_DELETE, dryRun, csv)),
                    reports);
        });
    }
}
