package io.firstclaim.cli.trust;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.trust.v1.DeleteTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `trust delete`.
@Command(name = "delete", description = "Removes a trusted certificate. Bootstraps by it end within a second, registered devices stay.", footer = {
        "%nExample:", "  firstclaim trust delete 0198…5a"})
public final class TrustDelete implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The trusted certificate, 32 hex characters.")
    private String id = "";

    public TrustDelete(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> TrustedCertificateServiceGrpc.newBlockingStub(channel)
                .deleteTrustedCertificate(DeleteTrustedCertificateRequest.newBuilder().setId(id).build()));
        output.done(console, "deleted " + id);
    }
}
