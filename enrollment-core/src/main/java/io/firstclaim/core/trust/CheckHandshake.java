package io.firstclaim.core.trust;

import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import java.time.InstantSource;

/// Step 1 of the claim: decides whether a device's chain leads to a certificate that some account trusts for bootstrap. The account that holds the
/// device's enrollment is asked first, so that nobody can hide its CA behind look-alikes.
public final class CheckHandshake {
    private final Transactions transactions;
    private final TrustPath path;
    private final InstantSource clock;
    private final RecentAnchors recent = new RecentAnchors();

    public CheckHandshake(Transactions transactions, TrustPath path, InstantSource clock) {
        this.transactions = transactions;
        this.path = path;
        this.clock = clock;
    }

    /// Has no effect on the state.
    public HandshakeDecision check(CertificateChain chain) {
        var decision = transactions.inTransaction(stores -> decide(chain, stores));
        if (decision instanceof Trusted(var anchor)) {
            recent.add(anchor);
        }
        return decision;
    }

    private HandshakeDecision decide(CertificateChain chain, Stores stores) {
        var now = clock.instant();
        var holder = stores.enrollments().findByFingerprint(chain.fingerprint());
        if (holder.isPresent() && !holder.get().isExpired(now)) {
            var own = new AccountAnchors(stores.trustedCertificates().bootstrapAnchors(holder.get().accountId()));
            if (path.find(chain, own, now) instanceof Trusted trusted) {
                return trusted;
            }
        }
        return path.find(chain, new UnionAnchors(stores.trustedCertificates(), recent), now);
    }
}
