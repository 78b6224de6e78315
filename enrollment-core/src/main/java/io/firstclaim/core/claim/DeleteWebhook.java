package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;

/// Removes a webhook of the caller's account.
public final class DeleteWebhook {
    private final Transactions transactions;

    public DeleteWebhook(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Removes it; a delivery under way may still arrive.
    ///
    /// @throws FirstclaimException
    ///             [io.firstclaim.core.Problem#NOT_FOUND] for an unknown id and for another account's
    public void delete(Caller caller, ResourceId id) {
        var accountId = caller.requireAdmin();
        if (!transactions.inTransaction(stores -> stores.webhooks().remove(accountId, id))) {
            throw FirstclaimException.notFound("webhook", id);
        }
    }
}
