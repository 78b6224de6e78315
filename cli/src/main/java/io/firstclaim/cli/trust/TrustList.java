package io.firstclaim.cli.trust;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ListOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.trust.v1.ListTrustedCertificatesRequest;
import io.firstclaim.proto.trust.v1.ListTrustedCertificatesResponse;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `trust list`.
@Command(name = "list", description = "Lists the account's trusted certificates.", footer = {"%nExample:",
        "  firstclaim trust list"})
public final class TrustList implements Runnable {
    private static final List<String> COLUMNS = List.of("id", "name", "status", "enrollment_mode", "proven",
            "expire_time");

    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final ListOptions wanted = new ListOptions();

    public TrustList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> {
            var certificates = TrustedCertificateServiceGrpc.newBlockingStub(channel);
            output.list(console, "trusted_certificates", COLUMNS, wanted, token -> {
                ListTrustedCertificatesResponse page = certificates
                        .listTrustedCertificates(ListTrustedCertificatesRequest.newBuilder()
                                .setPageSize(wanted.pageSize()).addAllConditions(wanted.conditions())
                                .setDescending(wanted.newestFirst()).setPageToken(token).build());
                return new ResourceOutput.Page<>(page.getTrustedCertificatesList(), page.getNextPageToken());
            });
        });
    }
}
