package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;

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
        transactions.inTransaction(stores -> {
            var webhook = stores.webhooks().find(accountId, id)
                    .filter(_ -> stores.webhooks().remove(accountId, id))
                    .orElseThrow(() -> FirstclaimException.notFound("webhook", id));
            stores.audit().add(caller.did(AuditAction.WEBHOOK_DELETED, id, accountId,
                    FieldChanges.removed(webhook.audited())));
            return webhook;
        });
    }
}
