package io.firstclaim.core.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/// The trust anchors of all accounts: those that devices came by lately first, then those that some account proved, then the others.
record UnionAnchors(TrustedCertificates stored, RecentAnchors recent) implements TrustPath.Anchors {
    /// The most anchors of one name that are looked at, besides those that devices came by lately.
    static final int MAX_NAMESAKES = 256;

    @Override
    public List<X509Certificate> named(X500Principal subject) {
        var lately = recent.named(subject).stream().filter(this::contains);
        var all = stored.bootstrapAnchorsBySubject(subject.getEncoded(), MAX_NAMESAKES).stream()
                .map(CaCertificate::anchor);
        return Stream.concat(lately, all).distinct().toList();
    }

    @Override
    public boolean contains(X509Certificate certificate) {
        return stored.isBootstrapAnchor(Fingerprint.of(certificate));
    }
}
