package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.Versions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Changes an API key of the caller's account, or of the platform for its administrator. So that nobody locks themselves out, the key of the call keeps its role
/// and its status.
public final class UpdateApiKey {
    private final Transactions transactions;
    private final InstantSource clock;

    public UpdateApiKey(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Changes what the change names; the next call with the key finds it changed. `expectedVersion` must still be current; null for any.
    ///
    /// @throws FirstclaimException
    ///             [Problem#NOT_POSSIBLE_NOW] for another role or status of the key of the call
    public ApiKey update(Caller caller, ResourceId id, ApiKeyChange change, @Nullable Long expectedVersion) {
        var owner = caller.isPlatformAdmin() ? null : caller.requireAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(stores -> {
            var key = stores.apiKeys().find(id).map(ApiKeys.Stored::key)
                    .filter(found -> Objects.equals(found.accountId(), owner))
                    .orElseThrow(() -> FirstclaimException.notFound("API key", id));
            Versions.requireCurrent(expectedVersion, key.version());
            return update(caller, key, change, now, stores);
        });
    }

    private static ApiKey update(Caller caller, ApiKey key, ApiKeyChange change, Instant now, Stores stores) {
        var ofTheCall = key.id().equals(caller.keyId());
        var changed = change.applyTo(key, now);
        if (ofTheCall && (changed.role() != key.role() || changed.status() != key.status())) {
            throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                    "The key of the call keeps its role and its status: change them with another key.");
        }
        if (!stores.apiKeys().update(changed, key.version())) {
            throw Versions.passed(key.version());
        }
        stores.audit().add(caller.did(AuditAction.API_KEY_UPDATED, key.id(), key.accountId(),
                FieldChanges.between(key.audited(), changed.audited())));
        return changed;
    }
}
