package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.enrollment.BulkJobs.Reports;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `enroll job watch`.
@Command(name = "watch", description = "Watches a bulk job until it is done, then shows what became of it, as the command does that began it.", footer = {
        "%nExample:", "  firstclaim enroll job watch 0198…2b --errors errors.csv"})
public final class JobWatch implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final JobReportOptions files = new JobReportOptions();

    @Parameters(paramLabel = "ID", description = "The job, 32 hex characters.")
    private String id = "";

    public JobWatch(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Reports reports = files.reports();
        reports.reserve();
        return core.ask(console, channel -> {
            BulkJobs jobs = new BulkJobs(console, output, channel);
            return jobs.show(jobs.watch(jobs.get(id)), reports);
        });
    }
}
