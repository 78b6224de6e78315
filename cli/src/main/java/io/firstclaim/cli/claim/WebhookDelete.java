package io.firstclaim.cli.claim;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.claim.v1.DeleteWebhookRequest;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `webhook delete`.
@Command(name = "delete", description = "Removes a webhook. A delivery under way may still arrive.", footer = {
        "%nExample:",
        "  firstclaim webhook delete 0198…5a"})
public final class WebhookDelete implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The webhook, 32 hex characters.")
    private String id = "";

    public WebhookDelete(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> WebhookServiceGrpc.newBlockingStub(channel)
                .deleteWebhook(DeleteWebhookRequest.newBuilder().setId(id).build()));
        output.done(console, "deleted " + id);
    }
}
