package io.firstclaim.core.trust;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.ListRequest;
import java.time.InstantSource;
import java.util.List;

/// Reads the trusted certificates of the caller's account.
public final class ReadTrustedCertificates {
    private final Transactions transactions;
    private final InstantSource clock;

    public ReadTrustedCertificates(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// One of them.
    public TrustedCertificate get(Caller caller, ResourceId id) {
        var accountId = caller.requireReader();
        return transactions.inTransaction(stores -> stores.trustedCertificates().find(accountId, id))
                .orElseThrow(() -> FirstclaimException.notFound("trusted certificate", id));
    }

    /// A page of them.
    public Page<TrustedCertificate> list(Caller caller, ListRequest request) {
        var accountId = caller.requireReader();
        var fields = TrustedCertificate.fields(clock.instant());
        return transactions.inTransaction(stores -> Page.read(request, fields, TrustedCertificate::id,
                selection -> stores.trustedCertificates().list(accountId, selection),
                criteria -> count(accountId, criteria, stores)));
    }

    /// All of them are counted with the account already.
    private static long count(ResourceId accountId, List<Criterion<TrustedCertificate>> criteria, Stores stores) {
        return criteria.isEmpty()
                ? stores.accounts().find(accountId).orElseThrow().trustedCertificateCount()
                : stores.trustedCertificates().count(accountId, criteria);
    }
}
