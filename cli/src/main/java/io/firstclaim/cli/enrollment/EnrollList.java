package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ListOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `enroll list`.
@Command(name = "list", description = "Lists the account's enrollments, pending and claimed together.", footer = {
        "%nExamples:", "  firstclaim enroll list",
        "  firstclaim enroll list --filter state=pending --newest-first --limit 20",
        "  firstclaim enroll list --device batch/devices/meter-000001/bootstrap-device-cert.der --json"})
public final class EnrollList implements Runnable {
    private static final List<String> COLUMNS = List.of("id", "enrollment_identity", "claim_time",
            "enrolled_device_id");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final ListOptions wanted = new ListOptions();

    @Option(names = "--device", paramLabel = "ID|FILE", description = "Only this device's: its enrollment ID, or its certificate file.")
    private @Nullable String device;

    public EnrollList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        String only = device == null ? "" : EnrollmentIds.of(device).toString();
        core.run(console, channel -> {
            var enrollments = EnrollmentServiceGrpc.newBlockingStub(channel);
            output.list(console, "enrollments", COLUMNS, wanted, token -> {
                ListEnrollmentsResponse page = enrollments.listEnrollments(ListEnrollmentsRequest.newBuilder()
                        .setPageSize(wanted.pageSize()).addAllConditions(wanted.conditions())
                        .setDescending(wanted.newestFirst()).setPageToken(token).setEnrollmentIdentity(only)
                        .build());
                return new ResourceOutput.Page<>(page.getEnrollmentsList(), page.getNextPageToken());
            });
        });
    }
}
