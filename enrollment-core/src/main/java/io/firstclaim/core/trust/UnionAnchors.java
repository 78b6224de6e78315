package io.firstclaim.core.trust;

import java.security.cert.X509Certificate;
import java.util.Comparator;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/// The trust anchors of all accounts: those that devices came by lately first, then those that some account proved, then the others.
record UnionAnchors(TrustedCertificates stored, RecentAnchors recent) implements TrustPath.Anchors {
    /// The most anchors of one name that are looked at.
    static final int MAX_NAMESAKES = 256;

    @Override
    public List<X509Certificate> named(X500Principal subject) {
        return stored.bootstrapAnchorsBySubject(subject.getEncoded(), MAX_NAMESAKES).stream()
                .map(CaCertificate::anchor)
                .sorted(Comparator.comparing((X509Certificate anchor) -> !recent.contains(Fingerprint.of(anchor))))
                .toList();
    }

    @Override
    public boolean contains(X509Certificate certificate) {
        return stored.isBootstrapAnchor(Fingerprint.of(certificate));
    }
}
