package io.firstclaim.cli.trust;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.trust.v1.GetTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `trust get`.
@Command(name = "get", description = "Shows a trusted certificate.", footer = {"%nExample:",
        "  firstclaim trust get 0198…5a"})
public final class TrustGet implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The trusted certificate, 32 hex characters.")
    private String id = "";

    public TrustGet(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        output.one(console, core.ask(console, channel -> TrustedCertificateServiceGrpc.newBlockingStub(channel)
                .getTrustedCertificate(GetTrustedCertificateRequest.newBuilder().setId(id).build())
                .getTrustedCertificate()));
    }
}
