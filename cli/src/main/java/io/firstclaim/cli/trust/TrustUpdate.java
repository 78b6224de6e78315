package io.firstclaim.cli.trust;

import com.google.protobuf.FieldMask;
import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedCertificateStatus;
import io.firstclaim.proto.trust.v1.UpdateTrustedCertificateRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `trust update`.
@Command(name = "update", description = "Changes a trusted certificate. Leaving enrollment mode, or another certificate outside it, "
        + "needs the proof of possession.", footer = {"%nExamples:", "  firstclaim trust update 0198…5a --inactive",
                "  firstclaim trust update 0198…5a --no-enrollment-mode --ca-key own/ca-key.pem"})
public final class TrustUpdate implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();
    @Mixin
    private final CertificateUpload upload = new CertificateUpload();

    @Parameters(paramLabel = "ID", description = "The trusted certificate, 32 hex characters.")
    private String id = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The new name.")
    private @Nullable String name;

    @Option(names = "--description", paramLabel = "TEXT", description = "The new description.")
    private @Nullable String description;

    @Option(names = "--certificate", paramLabel = "FILE", description = "Another certificate, PEM.")
    private @Nullable Path certificate;

    @Option(names = "--enrollment-mode", negatable = true, description = "Whether devices come in by the enrollment list only.")
    private @Nullable Boolean enrollmentMode;

    @Option(names = "--active", description = "Use it (again).")
    private boolean active;

    @Option(names = "--inactive", description = "Use it no more: bootstraps by it end within a second.")
    private boolean inactive;

    public TrustUpdate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        UpdateTrustedCertificateRequest.Builder request = request();
        output.one(console, core.ask(console, channel -> TrustedCertificateServiceGrpc.newBlockingStub(channel)
                .updateTrustedCertificate(request.setSignature(upload.signature(channel)).build())
                .getTrustedCertificate()));
    }

    private UpdateTrustedCertificateRequest.Builder request() {
        TrustedCertificate.Builder change = TrustedCertificate.newBuilder().setId(id);
        FieldMask.Builder mask = FieldMask.newBuilder();
        if (name != null) {
            change.setName(name);
            mask.addPaths("name");
        }
        if (description != null) {
            change.setDescription(description);
            mask.addPaths("description");
        }
        if (certificate != null) {
            change.setCertificate(CertificateUpload.pem(certificate));
            mask.addPaths("certificate");
        }
        if (enrollmentMode != null) {
            change.setEnrollmentMode(enrollmentMode);
            mask.addPaths("enrollment_mode");
        }
        if (active && inactive) {
            throw new CommandFailed(ExitCode.USAGE, "--active and --inactive exclude each other");
        }
        if (active || inactive) {
            change.setStatus(active
                    ? TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_ACTIVE
                    : TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_INACTIVE);
            mask.addPaths("status");
        }
        if (mask.getPathsCount() == 0) {
            throw new CommandFailed(ExitCode.USAGE, "nothing to change: give --name, --description, --certificate, "
                    + "--[no-]enrollment-mode, --active or --inactive");
        }
        return UpdateTrustedCertificateRequest.newBuilder().setTrustedCertificate(change).setUpdateMask(mask);
    }
}
