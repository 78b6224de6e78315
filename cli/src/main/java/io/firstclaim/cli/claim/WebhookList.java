package io.firstclaim.cli.claim;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.claim.v1.ListWebhooksRequest;
import io.firstclaim.proto.claim.v1.ListWebhooksResponse;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `webhook list`.
@Command(name = "list", description = "Lists the account's webhooks.", footer = {"%nExample:",
        "  firstclaim webhook list"})
public final class WebhookList implements Runnable {
    private static final List<String> COLUMNS = List.of("id", "url", "delivered_position", "failure_count",
            "last_failure", "next_attempt_time");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    public WebhookList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> {
            var webhooks = WebhookServiceGrpc.newBlockingStub(channel);
            output.list(console, "webhooks", COLUMNS, token -> {
                ListWebhooksResponse page = webhooks.listWebhooks(ListWebhooksRequest.newBuilder()
                        .setPageSize(ResourceOutput.PAGE_SIZE).setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getWebhooksList(), page.getNextPageToken());
            });
        });
    }
}
