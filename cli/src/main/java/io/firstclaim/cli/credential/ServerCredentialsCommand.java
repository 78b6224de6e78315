package io.firstclaim.cli.credential;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.credential.v1.GetServerCredentialsRequest;
import io.firstclaim.proto.credential.v1.GetServerCredentialsResponse;
import io.firstclaim.proto.credential.v1.ServerCredentialsServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `server-credentials`.
@Command(name = "server-credentials", description = "Shows what a factory provisions devices with: the servers' URIs and their CA certificate.", footer = {
        "%nExample:", "  firstclaim server-credentials --json"})
public final class ServerCredentialsCommand implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    public ServerCredentialsCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        GetServerCredentialsResponse answer = core.ask(console, channel -> ServerCredentialsServiceGrpc
                .newBlockingStub(channel).getServerCredentials(GetServerCredentialsRequest.getDefaultInstance()));
        if (output.isJson()) {
            output.one(console, answer);
        } else {
            console.out().println("bootstrap  " + answer.getBootstrap().getServerUri());
            console.out().println("lwm2m      " + answer.getLwm2M().getServerUri());
            console.out().print(answer.getBootstrap().getServerCertificate());
            console.out().flush();
        }
    }
}
