package io.firstclaim.core.trust;

import io.firstclaim.core.ResourceId;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What to change of a trusted certificate; null keeps a value.
///
/// @param signature proof of possession; empty for none
public record TrustedCertificateChange(@Nullable String name, @Nullable String description,
        @Nullable TrustedService service, @Nullable CertificateStatus status, @Nullable String pem,
        @Nullable Boolean enrollmentMode, String signature) {

    /// The outcome, judged like a new upload: outside enrollment mode it needs the proof, unless it had one and the certificate stays.
    TrustedCertificate applyTo(TrustedCertificate before, ResourceId accountId, Instant now) {
        var ca = pem == null ? before.ca() : CaCertificate.parse(pem);
        var sameAnchor = ca.fingerprint().equals(before.ca().fingerprint());
        var enrollment = Objects.requireNonNullElse(enrollmentMode, before.enrollmentMode());
        var leavesEnrollment = before.enrollmentMode() && !enrollment;
        var proven = before.proven() && sameAnchor && !leavesEnrollment;
        if (!proven) {
            proven = ProofOfPossession.judge(enrollment, ca.anchor(), accountId, signature);
        }
        return new TrustedCertificate(before.id(), before.version() + 1, accountId, before.ownerId(),
                Objects.requireNonNullElse(name, before.name()),
                Objects.requireNonNullElse(description, before.description()),
                Objects.requireNonNullElse(service, before.service()),
                Objects.requireNonNullElse(status, before.status()), ca, enrollment, proven, before.createdAt(), now);
    }
}
