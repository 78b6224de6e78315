package io.firstclaim.core.trust;

import io.firstclaim.core.Transactions;
import java.util.List;

/// Reads the trust anchors of all accounts, for the edges.
public final class ReadTrustAnchors {
    private final Transactions transactions;

    public ReadTrustAnchors(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Changes whenever [#all] does, and is cheap to ask for.
    public String revision() {
        return transactions.inTransaction(stores -> stores.trustedCertificates().bootstrapAnchorsRevision());
    }

    /// All ACTIVE certificates for bootstrap, each distinct one once, the likeliest first.
    public List<CaCertificate> all() {
        return transactions.inTransaction(stores -> stores.trustedCertificates().allBootstrapAnchors());
    }
}
