package io.firstclaim.core.trust;

import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import io.firstclaim.core.trust.HandshakeDecision.Undecided;
import io.firstclaim.core.trust.HandshakeDecision.Untrusted;
import io.firstclaim.core.trust.SignatureChecks.Budget;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/// Leads a device's chain to a trust anchor (RFC 5280, section 6.1), by key and signature: many anchors may have one name, and a name proves
/// nothing. The anchor may be the root, or any CA certificate of the presented chain.
public final class TrustPath {
    /// The most signatures of trust anchors verified for one handshake, so that look-alikes cost a bounded time. Those within the presented chain,
    /// one for each of its certificates at the most, come on top: what others upload must not keep them from being looked at.
    public static final int MAX_SIGNATURES = 128;

    private final SignatureChecks signatures;

    public TrustPath(SignatureChecks signatures) {
        this.signatures = signatures;
    }

    /// The anchors that may be used.
    public interface Anchors {
        /// Those with this subject, the likeliest first.
        List<X509Certificate> named(X500Principal subject);

        /// Whether this very certificate is one.
        boolean contains(X509Certificate certificate);
    }

    /// Why the leaf would be refused whatever is trusted, if it would.
    public Optional<Untrusted> objectionToLeaf(CertificateChain chain, Instant now) {
        return ChainRules.objectionToLeaf(chain.leaf(), now);
    }

    /// The first anchor that the chain leads to, or why there is none.
    public HandshakeDecision find(CertificateChain chain, Anchors anchors, Instant now) {
        return find(chain, anchors, now, new Budget(MAX_SIGNATURES));
    }

    /// The same without verifying a signature: undecided when one is asked for whose outcome is not remembered. Fit for a transaction.
    public HandshakeDecision findByRemembered(CertificateChain chain, Anchors anchors, Instant now) {
        var none = new Budget(0);
        var objection = objectionToLeaf(chain, now);
        if (objection.isPresent()) {
            return objection.get();
        }
        var decision = new Search(distinct(chain), anchors, now, none, none).walk();
        return none.isExceeded() ? new Undecided("a signature was not verified lately", 0) : decision;
    }

    /// The same when the budget is that of several searches.
    HandshakeDecision find(CertificateChain chain, Anchors anchors, Instant now, Budget budget) {
        var objection = objectionToLeaf(chain, now);
        return objection.isPresent()
                ? objection.get()
                : new Search(distinct(chain), anchors, now, budget, new Budget(CertificateChain.MAX_CERTIFICATES))
                        .walk();
    }

    private static List<X509Certificate> distinct(CertificateChain chain) {
        return chain.certificates().stream().distinct().toList();
    }

    /// One walk up one chain.
    private final class Search {
        private final List<X509Certificate> chain;
        private final Anchors anchors;
        private final Instant now;
        private final Budget budget;
        private final Budget links;

        Search(List<X509Certificate> chain, Anchors anchors, Instant now, Budget budget, Budget links) {
            this.chain = chain;
            this.anchors = anchors;
            this.now = now;
            this.budget = budget;
            this.links = links;
        }

        /// Goes up the presented chain until an anchor is met.
        HandshakeDecision walk() {
            Untrusted why = null;
            for (int i = 0; i < chain.size(); i++) {
                var certificate = chain.get(i);
                if (i > 0) {
                    var objection = objectionToLink(chain.get(i - 1), certificate, i - 1);
                    if (objection.isPresent()) {
                        return notFound(why != null ? why : objection.get());
                    }
                    if (anchors.contains(certificate)) {
                        return new Trusted(certificate);
                    }
                    var weak = ChainRules.objectionToSignature(certificate);
                    if (weak.isPresent()) {
                        return notFound(why != null ? why : weak.get());
                    }
                }
                var step = issuedByAnchor(certificate, i);
                if (step.isPresent() && step.get() instanceof Trusted trusted) {
                    return trusted;
                }
                if (step.isPresent() && step.get() instanceof Untrusted untrusted) {
                    why = untrusted;
                }
            }
            return notFound(why != null
                    ? why
                    : new Untrusted(UntrustedReason.UNKNOWN_CA, "no trusted certificate issued '"
                            + chain.getLast().getSubjectX500Principal() + "'"));
        }

        private HandshakeDecision notFound(Untrusted why) {
            int signatures = budget.taken() + links.taken();
            return budget.isExceeded()
                    ? new Undecided("gave up after %d signatures, too many trusted certificates have the name: %s"
                            .formatted(signatures, why.detail()), signatures)
                    : why.after(signatures);
        }

        /// Whether an anchor issued the certificate; an anchor that did, but may not, is the reason if no other is found.
        private Optional<HandshakeDecision> issuedByAnchor(X509Certificate certificate, int below) {
            Untrusted why = null;
            for (var anchor : anchors.named(certificate.getIssuerX500Principal())) {
                if (!anchor.equals(certificate) && signatures.signed(anchor, certificate, budget)) {
                    var objection = ChainRules.objectionToIssuer(anchor, below, now);
                    if (objection.isEmpty()) {
                        return Optional.of(new Trusted(anchor));
                    }
                    why = objection.get();
                }
            }
            return Optional.ofNullable(why);
        }

        private Optional<Untrusted> objectionToLink(X509Certificate certificate, X509Certificate issuer, int below) {
            if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
                return Optional.of(new Untrusted(UntrustedReason.UNKNOWN_CA, "'" + issuer.getSubjectX500Principal()
                        + "' is not the issuer of '" + certificate.getSubjectX500Principal() + "'"));
            }
            if (!signatures.signed(issuer, certificate, links)) {
                return Optional.of(new Untrusted(UntrustedReason.BAD_CERTIFICATE, "the signature of '"
                        + certificate.getSubjectX500Principal() + "' is not its issuer's"));
            }
            return ChainRules.objectionToIssuer(issuer, below, now);
        }
    }
}
