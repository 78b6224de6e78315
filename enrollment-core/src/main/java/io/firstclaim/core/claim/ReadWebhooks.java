package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;

/// Reads the webhooks of the caller's account.
public final class ReadWebhooks {
    private final Transactions transactions;

    public ReadWebhooks(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One of them.
    ///
    /// @throws FirstclaimException
    ///             [io.firstclaim.core.Problem#NOT_FOUND] for an unknown id and for another account's
    public Webhook get(Caller caller, ResourceId id) {
        var accountId = caller.requireReader();
        return transactions.inTransaction(stores -> stores.webhooks().find(accountId, id))
                .orElseThrow(() -> FirstclaimException.notFound("webhook", id));
    }

    /// A page of them, in the order of their creation.
    public Page<Webhook> list(Caller caller, PageRequest page) {
        var accountId = caller.requireReader();
        return transactions.inTransaction(stores -> Page.read(page, Webhook::id,
                (after, limit) -> stores.webhooks().list(accountId, after, limit)));
    }
}
