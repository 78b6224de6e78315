package io.firstclaim.core.trust;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;

/// What a caller is told whose certificate collides with another of its account.
final class TrustConflicts {
    private TrustConflicts() {}

    static FirstclaimException nameTaken(TrustedCertificate certificate) {
        return new FirstclaimException(Problem.DUPLICATE, "name",
                "The account has a trusted certificate with the name '%s' already.".formatted(certificate.name()));
    }

    static FirstclaimException certificateTaken(TrustedCertificate certificate) {
        return new FirstclaimException(Problem.DUPLICATE, "certificate",
                "The account trusts the certificate with the fingerprint %s already."
                        .formatted(certificate.ca().fingerprint()));
    }
}
