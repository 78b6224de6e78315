package io.firstclaim.edge.trust;

import com.google.protobuf.ByteString;
import io.firstclaim.edge.trust.AnchorSet.Anchor;
import io.firstclaim.edge.trust.ChainVerdict.Trusted;
import io.firstclaim.edge.trust.ChainVerdict.Undecided;
import io.firstclaim.edge.trust.ChainVerdict.Untrusted;
import io.firstclaim.proto.bootstrap.v1.UntrustedReason;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/// Finds a path from a presented chain to a trust anchor: by key and signature, never by name alone.
///
/// Names only narrow the search. Several anchors may share a subject and a key id, some of them made to look alike, so each candidate is tried
/// by its signature: those that lately led somewhere first, then those whose key id fits, then the rest, and never more than
/// [#MAX_SIGNATURES] in one handshake, which bounds what a stranger can make us compute.
public final class PathValidation {

    /// How many signatures of anchors are checked for one handshake. Those within the chain come on top.
    public static final int MAX_SIGNATURES = 64;
    /// How many certificates a chain may have.
    public static final int MAX_CHAIN_LENGTH = 8;
    /// How long a certificate of a chain may be in DER, in bytes.
    public static final int MAX_CERTIFICATE_BYTES = 4096;

    private final Clock clock;
    private final RecentAnchors recent = new RecentAnchors();

    public PathValidation(Clock clock) {
        this.clock = clock;
    }

    /// Judges a chain.
    ///
    /// @param chain leaf first
    public ChainVerdict validate(List<X509Certificate> chain, AnchorSet anchors) {
        Optional<Untrusted> passed = limitPassed(chain);
        return passed.isPresent() ? passed.get() : new Search(chain.stream().distinct().toList(), anchors).run();
    }

    /// Has an anchor tried before others that look like it: it lately led a device in, as somebody else found out.
    public void servedLately(ByteString anchor) {
        recent.add(anchor);
    }

    /// Whether a chain passes the limits of length, before anyone looks at it.
    public static Optional<Untrusted> limitPassed(List<X509Certificate> chain) {
        if (chain.isEmpty() || chain.size() > MAX_CHAIN_LENGTH) {
            return bad("the chain has " + chain.size() + " certificates, not 1 to " + MAX_CHAIN_LENGTH);
        }
        return Certificates.encode(chain).stream().anyMatch(der -> der.size() > MAX_CERTIFICATE_BYTES)
                ? bad("a certificate is longer than " + MAX_CERTIFICATE_BYTES + " bytes")
                : Optional.empty();
    }

    private static Optional<Untrusted> bad(String detail) {
        return Optional.of(new Untrusted(UntrustedReason.UNTRUSTED_REASON_BAD_CERTIFICATE, detail));
    }

    /// One walk up one chain.
    private final class Search {

        private final List<X509Certificate> chain;
        private final AnchorSet anchors;
        private int signatures;
        private int tried;
        private boolean gaveUp;

        Search(List<X509Certificate> chain, AnchorSet anchors) {
            this.chain = chain;
            this.anchors = anchors;
        }

        ChainVerdict run() {
            for (int i = 0; i < chain.size(); i++) {
                X509Certificate current = chain.get(i);
                Optional<Anchor> issuer = issuerAmongAnchors(current);
                if (issuer.isPresent()) {
                    return found(issuer.get(), chain.subList(0, i + 1));
                }
                Optional<ChainVerdict> end = i + 1 < chain.size()
                        ? brokenLink(current, chain.get(i + 1))
                        : Optional.empty();
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return gaveUp ? undecided() : unknownCa(chain.getLast().getSubjectX500Principal());
        }

        /// Why the next certificate of the chain did not issue this one, if it did not.
        private Optional<ChainVerdict> brokenLink(X509Certificate current, X509Certificate next) {
            if (isIssuedBy(current, next)) {
                return Optional.empty();
            }
            if (gaveUp) {
                return Optional.of(undecided());
            }
            return Optional.of(current.getIssuerX500Principal().equals(next.getSubjectX500Principal())
                    ? new Untrusted(UntrustedReason.UNTRUSTED_REASON_BAD_CERTIFICATE,
                            current.getSubjectX500Principal() + " is not signed by the next certificate of the chain",
                            signatures)
                    : unknownCa(current.getSubjectX500Principal()));
        }

        private ChainVerdict unknownCa(X500Principal of) {
            return new Untrusted(UntrustedReason.UNTRUSTED_REASON_UNKNOWN_CA, "no trust anchor issued " + of,
                    signatures);
        }

        private ChainVerdict undecided() {
            return new Undecided(
                    "gave up after " + signatures + " signatures: too many anchors have the name of an issuer",
                    signatures);
        }

        private Optional<Anchor> issuerAmongAnchors(X509Certificate certificate) {
            List<Anchor> candidates = new ArrayList<>(anchors.named(certificate.getIssuerX500Principal()));
            candidates.sort(Comparator.comparing((Anchor anchor) -> !recent.contains(anchor.fingerprint()))
                    .thenComparing(anchor -> !KeyIdentifiers.mayHaveIssued(anchor.certificate(), certificate)));
            for (Anchor candidate : candidates) {
                if (tried >= MAX_SIGNATURES) {
                    gaveUp = true;
                    return Optional.empty();
                }
                tried++;
                if (isIssuedBy(certificate, candidate.certificate())) {
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        }

        private boolean isIssuedBy(X509Certificate certificate, X509Certificate issuer) {
            if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
                return false;
            }
            signatures++;
            try {
                certificate.verify(issuer.getPublicKey());
                return true;
            } catch (GeneralSecurityException notItsSignature) {
                // The expected outcome for a look-alike; the caller goes on to the next candidate.
                return false;
            }
        }

        private ChainVerdict found(Anchor anchor, List<X509Certificate> path) {
            List<X509Certificate> issuers = new ArrayList<>(path.subList(1, path.size()));
            issuers.add(anchor.certificate());
            Optional<Untrusted> fault = CertificateRules.faultOf(path.getFirst(), issuers, clock.instant());
            if (fault.isPresent()) {
                return new Untrusted(fault.get().reason(), fault.get().detail(), signatures);
            }
            recent.add(anchor.fingerprint());
            ByteString fingerprint = anchor.fingerprint();
            return new Trusted(fingerprint);
        }
    }
}
