package io.firstclaim.cli.claim;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.SecretFile;
import io.firstclaim.proto.claim.v1.CreateWebhookRequest;
import io.firstclaim.proto.claim.v1.CreateWebhookResponse;
import io.firstclaim.proto.claim.v1.Webhook;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `webhook add`.
@Command(name = "add", description = "Has the account's events posted to a URL, signed with a secret that is shown once.", footer = {
        "%nExamples:", "  firstclaim webhook add https://receiver.example/firstclaim",
        "  firstclaim webhook add https://receiver.example/firstclaim --type claimed --after 0 --secret-file hook.secret"})
public final class WebhookAdd implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "URL", description = "Where to post them, http or https.")
    private String url = "";

    @Option(names = "--after", paramLabel = "N", description = "Begin after this position, 0 for the first event. Default: with the next event.")
    private @Nullable Long after;

    @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type, for example claimed; repeatable.")
    private List<String> types = new ArrayList<>();

    @Option(names = "--secret-file", paramLabel = "FILE", description = "Write the secret to this new file, for its owner only, instead of showing it.")
    private @Nullable Path secretFile;

    public WebhookAdd(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        CreateWebhookRequest.Builder request = CreateWebhookRequest.newBuilder()
                .setWebhook(Webhook.newBuilder().setUrl(url).addAllEventTypes(EventTypeWords.parse(types)));
        if (after != null) {
            request.setAfterPosition(after);
        }
        try (SecretFile secret = SecretFile.reserve(secretFile)) {
            CreateWebhookResponse made = core.ask(console,
                    channel -> WebhookServiceGrpc.newBlockingStub(channel).createWebhook(request.build()));
            if (secret.keep(made.getSecret())) {
                output.one(console, made.getWebhook());
            } else {
                output.withSecret(console, made, made.getWebhook(), "secret");
            }
        }
    }
}
