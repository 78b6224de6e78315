package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.Versions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Changes name, suspension, quota or certificate limit of an account, for the platform administrator.
public final class UpdateAccount {
    private final Transactions transactions;
    private final InstantSource clock;

    public UpdateAccount(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Changes what the change names. `expectedVersion` must still be current; null for any.
    public Account update(Caller caller, ResourceId id, AccountChange change, @Nullable Long expectedVersion) {
        caller.requirePlatformAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(stores -> update(caller, id, change, expectedVersion, now, stores));
    }

    private static Account update(Caller caller, ResourceId id, AccountChange change, @Nullable Long expectedVersion,
            Instant now, Stores stores) {
        var account = stores.accounts().lock(id).orElseThrow(() -> FirstclaimException.notFound("account", id));
        Versions.requireCurrent(expectedVersion, account.version());
        var changed = change.applyTo(account, now);
        if (!stores.accounts().update(changed, account.version())) {
            throw Versions.passed(account.version());
        }
        stores.audit().add(caller.did(AuditAction.ACCOUNT_UPDATED, id, id,
                FieldChanges.between(account.audited(), changed.audited())));
        return changed;
    }
}
