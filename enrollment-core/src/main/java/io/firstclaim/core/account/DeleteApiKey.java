package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;

/// Revokes an API key of the caller's account, or of the platform for its administrator.
public final class DeleteApiKey {
    private final Transactions transactions;

    public DeleteApiKey(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Revokes the key; the next call with it is refused.
    public void delete(Caller caller, ResourceId id) {
        var owner = caller.isPlatformAdmin() ? null : caller.requireAdmin();
        transactions.inTransaction(stores -> {
            var found = stores.apiKeys().find(id).map(ApiKeys.Stored::key);
            // Also for a key of others, so that the work tells nobody of it.
            if (!stores.apiKeys().remove(id, owner)) {
                throw FirstclaimException.notFound("API key", id);
            }
            var key = found.orElseThrow();
            stores.audit().add(caller.did(AuditAction.API_KEY_DELETED, id, owner,
                    FieldChanges.removed(key.audited())));
            return key;
        });
    }
}
