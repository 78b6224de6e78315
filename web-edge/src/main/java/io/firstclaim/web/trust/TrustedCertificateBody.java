package io.firstclaim.web.trust;

import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.web.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A trusted certificate as it is shown. The proof of possession never is.
///
/// @param object `trusted-cert`
/// @param ownerId the API key that uploaded it
/// @param certificateFingerprint SHA-256 of the trust anchor, 64 lower-case hex characters
/// @param validity when the trust anchor expires
/// @param valid whether it has not yet
/// @param deviceExecutionMode 0: production
record TrustedCertificateBody(String object, String id, String etag, String accountId, @Nullable String ownerId,
        String name, @Nullable String description, @Nullable String service, @Nullable String status,
        String certificate,
        String certificateFingerprint, String issuer, String subject, @Nullable Instant validity, boolean valid,
        int deviceExecutionMode, boolean enrollmentMode, @Nullable Instant createdAt, @Nullable Instant updatedAt) {

    static TrustedCertificateBody of(TrustedCertificate certificate, Instant now) {
        Instant end = Json.time(certificate.hasExpireTime(), certificate.getExpireTime());
        return new TrustedCertificateBody("trusted-cert", certificate.getId(), certificate.getEtag(),
                certificate.getAccountId(), Json.textOrNull(certificate.getOwnerId()), certificate.getName(),
                Json.textOrNull(certificate.getDescription()), TrustWords.SERVICE.word(certificate.getService()),
                TrustWords.STATUS.word(certificate.getStatus()), certificate.getCertificate(),
                certificate.getCertificateFingerprint(), certificate.getIssuer(), certificate.getSubject(), end,
                end != null && end.isAfter(now), 0, certificate.getEnrollmentMode(),
                Json.time(certificate.hasCreateTime(), certificate.getCreateTime()),
                Json.time(certificate.hasUpdateTime(), certificate.getUpdateTime()));
    }
}
