package io.firstclaim.cli.claim;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.claim.v1.GetWebhookRequest;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `webhook get`.
@Command(name = "get", description = "Shows a webhook: how far it is, and what failed last.", footer = {"%nExample:",
        "  firstclaim webhook get 0198…5a"})
public final class WebhookGet implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The webhook, 32 hex characters.")
    private String id = "";

    public WebhookGet(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        output.one(console, core.ask(console, channel -> WebhookServiceGrpc.newBlockingStub(channel)
                .getWebhook(GetWebhookRequest.newBuilder().setId(id).build()).getWebhook()));
    }
}
