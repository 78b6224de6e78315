package io.firstclaim.core.trust;

import io.firstclaim.core.Transactions;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import io.firstclaim.core.trust.HandshakeDecision.Undecided;
import io.firstclaim.core.trust.HandshakeDecision.Untrusted;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/// Step 1 of the claim: decides whether a device's chain leads to a certificate that some account trusts for bootstrap. The account that holds the
/// device's enrollment is asked first, so that nobody can hide its CA behind look-alikes.
public final class CheckHandshake {
    /// The most anchors of one name that are looked at, besides those that devices came by lately.
    static final int MAX_NAMESAKES = 256;

    private final Transactions transactions;
    private final TrustPath path;
    private final InstantSource clock;
    private final RecentAnchors recent = new RecentAnchors();

    public CheckHandshake(Transactions transactions, TrustPath path, InstantSource clock) {
        this.transactions = transactions;
        this.path = path;
        this.clock = clock;
    }

    /// Has no effect on the state. Signatures are verified between the short transactions that read the anchors, not within them: what changes
    /// meanwhile is looked at again by the claim.
    public HandshakeDecision check(CertificateChain chain) {
        var now = clock.instant();
        var budget = new SignatureChecks.Budget(TrustPath.MAX_SIGNATURES);
        var own = path.find(chain, anchorsOfHolder(chain.fingerprint(), now), now, budget);
        var decision = own instanceof Trusted ? own : byUnion(chain, now, budget);
        if (decision instanceof Trusted(var anchor)) {
            recent.add(anchor);
        }
        return decision;
    }

    private HandshakeDecision byUnion(CertificateChain chain, Instant now, SignatureChecks.Budget budget) {
        var union = new Union();
        var decision = path.find(chain, union, now, budget);
        return union.isCut && decision instanceof Untrusted(var reason, var detail, int signatures)
                && reason == UntrustedReason.UNKNOWN_CA
                        ? new Undecided("more trusted certificates have the name than are looked at: " + detail,
                                signatures)
                        : decision;
    }

    private AccountAnchors anchorsOfHolder(Fingerprint device, Instant now) {
        return new AccountAnchors(transactions.inTransaction(stores -> stores.enrollments().findByFingerprint(device)
                .filter(holder -> !holder.isExpired(now))
                .map(holder -> stores.trustedCertificates().bootstrapAnchors(holder.accountId())).orElse(List.of())));
    }

    /// The trust anchors of all accounts: those that devices came by lately first, then those that some account proved, then the others.
    private final class Union implements TrustPath.Anchors {
        private boolean isCut;

        @Override
        public List<X509Certificate> named(X500Principal subject) {
            var lately = recent.named(subject, TrustPath.MAX_SIGNATURES);
            var current = transactions.inTransaction(stores -> {
                var stored = stores.trustedCertificates();
                return new Namesakes(
                        lately.stream().filter(anchor -> stored.isBootstrapAnchor(Fingerprint.of(anchor))).toList(),
                        stored.bootstrapAnchorsBySubject(subject.getEncoded(), MAX_NAMESAKES));
            });
            isCut |= current.stored.size() == MAX_NAMESAKES;
            return Stream.concat(current.lately.stream(), current.stored.stream().map(CaCertificate::anchor))
                    .distinct().toList();
        }

        @Override
        public boolean contains(X509Certificate certificate) {
            return transactions.inTransaction(
                    stores -> stores.trustedCertificates().isBootstrapAnchor(Fingerprint.of(certificate)));
        }
    }

    private record Namesakes(List<X509Certificate> lately, List<CaCertificate> stored) {}
}
