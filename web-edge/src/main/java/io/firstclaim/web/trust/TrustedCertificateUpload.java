package io.firstclaim.web.trust;

import com.google.protobuf.FieldMask;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateStatus;
import io.firstclaim.proto.trust.v1.TrustedService;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a client says of a trusted certificate, in an upload or a change. What it leaves out is unset in the first, and stays in the second.
///
/// @param signature the proof of possession
record TrustedCertificateUpload(@Nullable String name, @Nullable String description, @Nullable String service,
        @Nullable String status, @Nullable String certificate, @Nullable Boolean enrollmentMode,
        @Nullable String signature) {

    /// The certificate with what is given.
    TrustedCertificate.Builder certificateToSend() {
        TrustedCertificate.Builder sent = TrustedCertificate.newBuilder().setName(orEmpty(name))
                .setDescription(orEmpty(description)).setCertificate(orEmpty(certificate))
                .setEnrollmentMode(Boolean.TRUE.equals(enrollmentMode));
        TrustedService wantedService = TrustWords.SERVICE.read(service);
        if (wantedService != null) {
            sent.setService(wantedService);
        }
        TrustedCertificateStatus wantedStatus = TrustWords.STATUS.read(status);
        if (wantedStatus != null) {
            sent.setStatus(wantedStatus);
        }
        return sent;
    }

    /// Which fields are given.
    FieldMask mask() {
        List<String> paths = new ArrayList<>();
        addIfGiven(paths, "name", name);
        addIfGiven(paths, "description", description);
        addIfGiven(paths, "service", service);
        addIfGiven(paths, "status", status);
        addIfGiven(paths, "certificate", certificate);
        addIfGiven(paths, "enrollment_mode", enrollmentMode);
        return FieldMask.newBuilder().addAllPaths(paths).build();
    }

    /// The proof of possession; empty when none is given.
    String proof() {
        return orEmpty(signature);
    }

    private static void addIfGiven(List<String> paths, String path, @Nullable Object value) {
        if (value != null) {
            paths.add(path);
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
