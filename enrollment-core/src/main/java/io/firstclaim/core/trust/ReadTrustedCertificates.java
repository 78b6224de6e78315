package io.firstclaim.core.trust;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;

/// Reads the trusted certificates of the caller's account.
public final class ReadTrustedCertificates {
    private final Transactions transactions;

    public ReadTrustedCertificates(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One of them.
    public TrustedCertificate get(Caller caller, ResourceId id) {
        var accountId = caller.requireReader();
        return transactions.inTransaction(stores -> stores.trustedCertificates().find(accountId, id))
                .orElseThrow(() -> FirstclaimException.notFound("trusted certificate", id));
    }

    /// All of them.
    public Page<TrustedCertificate> list(Caller caller, PageRequest page) {
        var accountId = caller.requireReader();
        return transactions.inTransaction(stores -> Page.read(page, TrustedCertificate::id,
                (after, limit) -> stores.trustedCertificates().list(accountId, after, limit)));
    }
}
