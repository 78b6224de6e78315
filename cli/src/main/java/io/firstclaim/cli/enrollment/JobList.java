package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentJobsRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentJobsResponse;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `enroll job list`.
@Command(name = "list", description = "Lists the account's bulk jobs, until they expire.", footer = {"%nExample:",
        "  firstclaim enroll job list"})
public final class JobList implements Runnable {
    private static final List<String> COLUMNS = List.of("id", "type", "dry_run", "state", "total_count",
            "processed_count", "error_count", "create_time");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    public JobList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> {
            var jobs = EnrollmentJobServiceGrpc.newBlockingStub(channel);
            output.list(console, "jobs", COLUMNS, token -> {
                ListEnrollmentJobsResponse page = jobs.listEnrollmentJobs(ListEnrollmentJobsRequest.newBuilder()
                        .setPageSize(ResourceOutput.PAGE_SIZE).setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getJobsList(), page.getNextPageToken());
            });
        });
    }
}
