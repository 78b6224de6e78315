package io.firstclaim.core.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/// The trust anchors of one account.
public record AccountAnchors(List<TrustedCertificate> certificates) implements TrustPath.Anchors {
    public AccountAnchors {
        certificates = List.copyOf(certificates);
    }

    /// Those of them that let pre-assigned devices in.
    public AccountAnchors admittingPreAssigned() {
        return new AccountAnchors(certificates.stream().filter(TrustedCertificate::admitsPreAssigned).toList());
    }

    /// The trusted certificate of an anchor that was found among them.
    public Optional<TrustedCertificate> find(Fingerprint anchor) {
        return certificates.stream().filter(certificate -> certificate.ca().fingerprint().equals(anchor)).findFirst();
    }

    @Override
    public List<X509Certificate> named(X500Principal subject) {
        return certificates.stream().map(certificate -> certificate.ca().anchor())
                .filter(anchor -> anchor.getSubjectX500Principal().equals(subject)).toList();
    }

    @Override
    public boolean contains(X509Certificate certificate) {
        return certificates.stream().anyMatch(trusted -> trusted.ca().anchor().equals(certificate));
    }
}
