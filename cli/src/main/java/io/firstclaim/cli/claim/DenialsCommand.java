package io.firstclaim.cli.claim;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ListOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.enrollment.EnrollmentIds;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ListRefusalsRequest;
import io.firstclaim.proto.claim.v1.ListRefusalsResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `denials`, also known as `refusals`.
@Command(name = "denials", aliases = "refusals", description = "Lists devices that were turned away, one line per device and reason: those that the account lists, and those of a CA whose key it "
        + "proved to hold. 'firstclaim explain' says of one what to do.", footer = {
                "%nExamples:", "  firstclaim denials",
                "  firstclaim denials --filter reason=ENROLLMENT_NOT_REGISTERED --newest-first --limit 20",
                "  firstclaim denials --device batch/devices/meter-000001/bootstrap-device-cert.der"})
public final class DenialsCommand implements Runnable {
    private static final List<String> COLUMNS = List.of("last_seen_time", "count", "reason", "endpoint_name",
            "enrollment_identity");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final ListOptions wanted = new ListOptions();

    @Option(names = "--device", paramLabel = "ID|FILE", description = "Only of the device with this enrollment ID or certificate file; then also one that came by a CA certificate which the account "
            + "only has.")
    private @Nullable String device;

    public DenialsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ListRefusalsRequest.Builder request = ListRefusalsRequest.newBuilder().setPageSize(wanted.pageSize())
                .addAllConditions(wanted.conditions()).setDescending(wanted.newestFirst())
                .setEnrollmentIdentity(device == null ? "" : EnrollmentIds.of(device).toString());
        core.run(console, channel -> {
            var history = ClaimHistoryServiceGrpc.newBlockingStub(channel);
            output.list(console, "refusals", COLUMNS, wanted, token -> {
                ListRefusalsResponse page = history.listRefusals(request.setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getRefusalsList(), page.getNextPageToken());
            });
        });
    }
}
