package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;
import java.util.Map;

/// Sends a webhook the events after a position again, at once whatever failed before.
public final class ReplayWebhook {
    private final Transactions transactions;
    private final ReadEvents events;

    public ReplayWebhook(Transactions transactions, ReadEvents events) {
        this.transactions = transactions;
        this.events = events;
    }

    /// Has it go on behind the position.
    ///
    /// @throws FirstclaimException
    ///             [io.firstclaim.core.Problem#NOT_FOUND] for an unknown id and for another account's,
    ///             [io.firstclaim.core.Problem#VALIDATION_ERROR] for a position that the account has not reached
    public Webhook replay(Caller caller, ResourceId id, long after) {
        var accountId = caller.requireAdmin();
        var position = events.requireReached(accountId, after);
        while (true) {
            var replayed = transactions.inTransaction(stores -> replay(caller, accountId, id, position, stores));
            if (replayed.moved()) {
                return replayed.webhook();
            }
        }
    }

    /// False when a delivery ended in between: then it is read again.
    private static Replayed replay(Caller caller, ResourceId accountId, ResourceId id, long position, Stores stores) {
        var before = stores.webhooks().find(accountId, id)
                .orElseThrow(() -> FirstclaimException.notFound("webhook", id));
        var moved = before.at(position);
        if (!stores.webhooks().update(moved, before.version())) {
            return new Replayed(before, false);
        }
        stores.audit().add(caller.did(AuditAction.WEBHOOK_REPLAYED, id, accountId,
                FieldChanges.between(Map.of("delivered_position", before.deliveredPosition()),
                        Map.of("delivered_position", position))));
        return new Replayed(moved, true);
    }

    private record Replayed(Webhook webhook, boolean moved) {}
}
