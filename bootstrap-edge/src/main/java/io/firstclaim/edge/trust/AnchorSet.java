package io.firstclaim.edge.trust;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Trust anchors at one moment, found by their subject. A subject is no proof: any number of anchors may share it.
public final class AnchorSet {

    /// More than a message of the core can hold.
    public static final int MAX_ANCHORS = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(AnchorSet.class);

    private final Map<X500Principal, List<Anchor>> bySubject = new HashMap<>();
    private final int size;

    /// An anchor with what is looked up at every handshake.
    record Anchor(X509Certificate certificate, ByteString fingerprint) {}

    private AnchorSet(List<X509Certificate> certificates) {
        for (X509Certificate certificate : certificates) {
            bySubject.computeIfAbsent(certificate.getSubjectX500Principal(), subject -> new ArrayList<>())
                    .add(new Anchor(certificate, Certificates.fingerprint(certificate)));
        }
        size = certificates.size();
    }

    /// Anchors that are certificates already.
    public static AnchorSet of(List<X509Certificate> certificates) {
        return new AnchorSet(certificates);
    }

    /// Anchors as the core sends them. One that this Java can't read is left out: it must not take the others with it.
    public static AnchorSet parse(List<ByteString> ders) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (ByteString der : ders.subList(0, Math.min(ders.size(), MAX_ANCHORS))) {
            try {
                certificates.add(Certificates.parse(der));
            } catch (GeneralSecurityException unreadable) {
                LOG.warn("a trust anchor can't be read and is left out: {}", unreadable.getMessage());
            }
        }
        return new AnchorSet(certificates);
    }

    /// How many there are.
    public int size() {
        return size;
    }

    /// Those that may have issued a certificate with this issuer name.
    List<Anchor> named(X500Principal subject) {
        return bySubject.getOrDefault(subject, List.of());
    }
}
