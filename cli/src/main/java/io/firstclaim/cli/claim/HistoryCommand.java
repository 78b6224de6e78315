package io.firstclaim.cli.claim;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.enrollment.EnrollmentIds;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListClaimEventsResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `history`.
@Command(name = "history", description = "Lists what happened to the account's devices, oldest first.", footer = {
        "%nExamples:", "  firstclaim history", "  firstclaim history --id 0198…d7",
        "  firstclaim history --device batch/devices/meter-000001/bootstrap-device-cert.der"})
public final class HistoryCommand implements Runnable {
    private static final List<String> COLUMNS = List.of("event_time", "type", "endpoint_name", "device_id", "detail");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Option(names = "--id", paramLabel = "ID", defaultValue = "", description = "Only of the device with this id, 32 hex characters.")
    private String deviceId = "";

    @Option(names = "--device", paramLabel = "ID|FILE", description = "Only of the device with this enrollment ID or certificate file.")
    private @Nullable String device;

    public HistoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ListClaimEventsRequest.Builder request = ListClaimEventsRequest.newBuilder()
                .setPageSize(ResourceOutput.PAGE_SIZE).setDeviceId(deviceId)
                .setEnrollmentIdentity(device == null ? "" : EnrollmentIds.of(device).toString());
        core.run(console, channel -> {
            var history = ClaimHistoryServiceGrpc.newBlockingStub(channel);
            output.list(console, "events", COLUMNS, token -> {
                ListClaimEventsResponse page = history.listClaimEvents(request.setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getEventsList(), page.getNextPageToken());
            });
        });
    }
}
