package io.firstclaim.cli.claim;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.claim.v1.ReplayWebhookRequest;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `webhook replay`.
@Command(name = "replay", description = "Posts the events after a position again, at once whatever failed before.", footer = {
        "%nExample:", "  firstclaim webhook replay 0198…5a --after 1200"})
public final class WebhookReplay implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The webhook, 32 hex characters.")
    private String id = "";

    @Option(names = "--after", paramLabel = "N", required = true, description = "The position after which to go on, 0 for the first event.")
    private long after;

    public WebhookReplay(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        output.one(console, core.ask(console, channel -> WebhookServiceGrpc.newBlockingStub(channel)
                .replayWebhook(ReplayWebhookRequest.newBuilder().setId(id).setAfterPosition(after).build())
                .getWebhook()));
    }
}
