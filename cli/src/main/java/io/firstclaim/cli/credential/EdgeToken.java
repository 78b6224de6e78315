package io.firstclaim.cli.credential;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.credential.v1.CreateJoinTokenRequest;
import io.firstclaim.proto.credential.v1.CreateJoinTokenResponse;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `edge-token`.
@Command(name = "edge-token", description = "Makes a token with which one bootstrap edge can join, once, or as many as are said (platform admin). Only the token is "
        + "written to stdout.", footer = {"%nExample:",
                "  firstclaim edge-token > token && firstclaim edge-join edge1 --token-file token",
                "  firstclaim edge-token --uses 20 --lifetime 31536000 > token"})
public final class EdgeToken implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Option(names = "--lifetime", paramLabel = "SECONDS", defaultValue = "3600", description = "For how long it works, 60 to 31536000. Default: ${DEFAULT-VALUE}.")
    private int lifetime;

    @Option(names = "--uses", paramLabel = "N", defaultValue = "1", description = "How many edges can join with it, 1 to 1000; for edges that come by themselves. Default: ${DEFAULT-VALUE}.")
    private int uses;

    public EdgeToken(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        CreateJoinTokenResponse answer = core.ask(console, channel -> EdgeIdentityServiceGrpc.newBlockingStub(channel)
                .createJoinToken(
                        CreateJoinTokenRequest.newBuilder().setLifetimeSeconds(lifetime).setUses(uses).build()));
        if (output.isJson()) {
            output.one(console, answer);
        } else {
            console.out().println(answer.getToken());
            console.out().flush();
        }
    }
}
