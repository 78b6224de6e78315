package io.firstclaim.core.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/// The trust anchors by which devices came lately, so that look-alikes of them are tried last. Safe for use by many threads.
final class RecentAnchors {
    /// How many are remembered.
    static final int MAX_REMEMBERED = 1_000;

    private final LastUsed<Fingerprint, X509Certificate> anchors = new LastUsed<>(MAX_REMEMBERED);

    synchronized void add(X509Certificate anchor) {
        anchors.put(Fingerprint.of(anchor), anchor);
    }

    /// The last `limit` of those with this subject.
    synchronized List<X509Certificate> named(X500Principal subject, int limit) {
        return anchors.sequencedValues().reversed().stream()
                .filter(anchor -> anchor.getSubjectX500Principal().equals(subject)).limit(limit).toList();
    }
}
