package io.firstclaim.cli.claim;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListClaimEventsResponse;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `events`.
@Command(name = "events", description = "The account's events by their positions, for those who must not miss one: all, or those after a "
        + "position; with --follow also each new one as it happens, through interruptions, until Ctrl-C.", footer = {
                "%nExamples:", "  firstclaim events --after 1200 --json",
                "  firstclaim events --follow --type claimed --type denied"})
public final class EventsCommand implements Runnable {
    private static final List<String> COLUMNS = List.of("position", "event_time", "type", "endpoint_name", "device_id",
            "reason", "detail");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Option(names = "--after", paramLabel = "N", description = "Only events after this position. Default: all, or with --follow those from now on.")
    private @Nullable Long after;

    @Option(names = "--follow", description = "Stay, and show each event when it happens; with --json one object a line.")
    private boolean follow;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type, for example claimed; repeatable.")
    private List<String> types = new ArrayList<>();

    public EventsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (after != null && after < 0) {
            throw new CommandFailed(ExitCode.USAGE, "--after " + after + ": a position of 0 or more is expected");
        }
        List<ClaimEventType> wanted = EventTypeWords.parse(types);
        if (follow) {
            core.run(console, channel -> new EventFollower(channel, console, output.isJson(), wanted).follow(after));
        } else {
            list(wanted);
        }
    }

    private void list(List<ClaimEventType> wanted) {
        ListClaimEventsRequest.Builder request = ListClaimEventsRequest.newBuilder()
                .setPageSize(ResourceOutput.PAGE_SIZE).setAfterPosition(after == null ? 0 : after)
                .addAllTypes(wanted);
        core.run(console, channel -> {
            var history = ClaimHistoryServiceGrpc.newBlockingStub(channel);
            output.list(console, "events", COLUMNS, token -> {
                ListClaimEventsResponse page = history.listClaimEvents(request.setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getEventsList(), page.getNextPageToken());
            });
        });
    }
}
