package io.firstclaim.core.claim;

import io.firstclaim.core.Page;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.enrollment.EnrollmentId;
import org.jspecify.annotations.Nullable;

/// Reads which devices were turned away, as far as the caller's account may know.
public final class ReadHistory {
    private final Transactions transactions;

    public ReadHistory(Transactions transactions) {
        this.transactions = transactions;
    }

    /// The devices that were turned away: those that the account lists, those of a CA that it proved to hold, and, for an exact enrollment ID, those of a CA
    /// that it trusts. More nobody may see: the CA certificates of makers are public, and anyone can upload one.
    public Page<Refusal> refusals(Caller caller, @Nullable EnrollmentId identity, PageRequest page) {
        var accountId = caller.requireReader();
        var fingerprint = identity == null ? null : identity.fingerprint();
        return transactions.inTransaction(stores -> Page.read(page, Refusal::id,
                (after, limit) -> stores.refusals().listVisible(accountId, fingerprint, after, limit)));
    }
}
