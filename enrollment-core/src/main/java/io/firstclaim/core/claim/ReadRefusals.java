package io.firstclaim.core.claim;

import io.firstclaim.core.Page;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.listing.ListRequest;
import org.jspecify.annotations.Nullable;

/// Reads which devices were turned away, as far as the caller's account may know.
public final class ReadRefusals {
    private final Transactions transactions;

    public ReadRefusals(Transactions transactions) {
        this.transactions = transactions;
    }

    /// The devices that were turned away: those that the account lists, those of a CA that it proved to hold, and, for an exact enrollment ID, those of a CA
    /// that it trusts, from when nobody held the ID. More nobody may see: the CA certificates of makers are public, and anyone can upload one; and why another
    /// account's device is turned away, whoever held it before knows its ID to ask.
    public Page<VisibleRefusal> list(Caller caller, @Nullable EnrollmentId identity, ListRequest request) {
        var accountId = caller.requireReader();
        var fingerprint = identity == null ? null : identity.fingerprint();
        return transactions.inTransaction(stores -> Page.read(request, VisibleRefusal.FIELDS, VisibleRefusal::id,
                selection -> stores.refusals().listVisible(accountId, fingerprint, selection),
                criteria -> stores.refusals().countVisible(accountId, fingerprint, criteria)));
    }
}
