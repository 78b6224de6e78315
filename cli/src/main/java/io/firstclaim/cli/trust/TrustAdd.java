package io.firstclaim.cli.trust;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedCertificateStatus;
import io.firstclaim.proto.trust.v1.TrustedService;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `trust add`.
@Command(name = "add", description = "Uploads a maker's CA certificate. In enrollment mode its devices come in by the enrollment list "
        + "only; without, the account must prove that it holds the CA's key.", footer = {"%nExamples:",
                "  firstclaim trust add maker/ca.pem --name 'Acme meters' --enrollment-mode",
                "  firstclaim trust add own/ca.pem --name 'Our own' --ca-key own/ca-key.pem"})
public final class TrustAdd implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final CertificateUpload upload = new CertificateUpload();

    @Parameters(paramLabel = "FILE", description = "The certificate, PEM. Of a chain, the last is trusted.")
    private Path file = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", description = "What to call it, unique in the account. Default: the file's name.")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", defaultValue = "", description = "What else to say of it, at most 500 characters.")
    private String description = "";

    @Option(names = "--enrollment-mode", description = "For first-to-claim devices.")
    private boolean enrollmentMode;

    @Option(names = "--inactive", description = "Upload it, but don't use it yet.")
    private boolean inactive;

    @Option(names = "--lwm2m", description = "For the LwM2M server instead of the bootstrap server.")
    private boolean lwm2m;

    public TrustAdd(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        TrustedCertificate certificate = TrustedCertificate.newBuilder()
                .setName(name == null ? file.getFileName().toString() : name)
                .setDescription(description)
                .setService(lwm2m ? TrustedService.TRUSTED_SERVICE_LWM2M : TrustedService.TRUSTED_SERVICE_BOOTSTRAP)
                .setStatus(inactive
                        ? TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_INACTIVE
                        : TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_ACTIVE)
                .setCertificate(CertificateUpload.pem(file))
                .setEnrollmentMode(enrollmentMode).build();
        output.one(console, core.ask(console, channel -> TrustedCertificateServiceGrpc.newBlockingStub(channel)
                .createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder()
                        .setTrustedCertificate(certificate).setSignature(upload.signature(channel)).build())
                .getTrustedCertificate()));
    }
}
