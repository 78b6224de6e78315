package io.firstclaim.core.trust;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Shown;
import io.firstclaim.core.Text;
import io.firstclaim.core.listing.Field;
import io.firstclaim.core.listing.Fields;
import io.firstclaim.core.listing.Kind;
import java.time.Instant;
import java.util.Map;

/// A CA certificate that an account trusts.
///
/// @param version
///            counts the changes
/// @param ca
///            the uploaded PEM and its trust anchor
/// @param enrollmentMode
///            whether its devices come in by the enrollment list only
/// @param proven
///            whether the account proved that it holds the CA's private key
/// @param ownerId
///            the API key that uploaded it
public record TrustedCertificate(ResourceId id, long version, ResourceId accountId, ResourceId ownerId, String name,
        String description, TrustedService service, CertificateStatus status, CaCertificate ca, boolean enrollmentMode,
        boolean proven, Instant createdAt, Instant updatedAt) {
    /// The most characters of a name.
    public static final int MAX_NAME = 100;
    /// The most characters of a description.
    public static final int MAX_DESCRIPTION = 500;

    public TrustedCertificate {
        if (name.isBlank() || name.length() > MAX_NAME || !Shown.isPlain(name)) {
            throw FirstclaimException.invalid("name",
                    "'%s' is not a name: 1 to 100 characters, no control characters, are expected."
                            .formatted(Shown.shortened(name)));
        }
        Text.require("description", description, MAX_DESCRIPTION);
    }

    /// By what a list of certificates can be narrowed at a time, on which it depends which of them are valid.
    public static Fields<TrustedCertificate> fields(Instant now) {
        return Fields.of(new Field<>("id", Kind.id(), TrustedCertificate::id),
                new Field<>("name", Kind.text(), TrustedCertificate::name),
                new Field<>("service", Kind.constant(TrustedService.class), TrustedCertificate::service),
                new Field<>("status", Kind.constant(CertificateStatus.class), TrustedCertificate::status),
                new Field<>("enrollment_mode", Kind.truth(), TrustedCertificate::enrollmentMode),
                new Field<>("owner_id", Kind.id(), TrustedCertificate::ownerId),
                new Field<>("issuer", Kind.text(), row -> row.ca().anchor().getIssuerX500Principal().getName()),
                new Field<>("subject", Kind.text(), row -> row.ca().anchor().getSubjectX500Principal().getName()),
                new Field<>("certificate_fingerprint", Kind.fingerprint(), row -> row.ca().fingerprint()),
                new Field<>("valid", Kind.truth(), row -> row.ca().isValid(now)),
                new Field<>("expire_time", Kind.time(), row -> row.ca().anchor().getNotAfter().toInstant()),
                new Field<>("create_time", Kind.time(), TrustedCertificate::createdAt),
                new Field<>("update_time", Kind.time(), TrustedCertificate::updatedAt));
    }

    /// What the audit log tells of it.
    Map<String, Object> audited() {
        return Map.of("name", name, "description", description, "service", service, "status", status,
                "enrollment_mode", enrollmentMode, "proven", proven, "certificate_fingerprint", ca.fingerprint());
    }

    /// Whether it lets devices bootstrap.
    public boolean isBootstrapAnchor() {
        return status == CertificateStatus.ACTIVE && service == TrustedService.BOOTSTRAP;
    }

    /// Whether it lets pre-assigned devices in without an enrollment.
    public boolean admitsPreAssigned() {
        return isBootstrapAnchor() && proven && !enrollmentMode;
    }
}
