package io.firstclaim.core.credential;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Transactions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Records that a device acknowledged the credential it was given. One that was superseded or cancelled in the meantime is not confirmed.
public final class ConfirmBootstrap {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;

    public ConfirmBootstrap(Transactions transactions, ResourceIds ids, InstantSource clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// False when there was nothing to confirm. May be repeated: a credential that is confirmed already stays so.
    public boolean confirm(ResourceId intent) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(stores -> {
            var credential = stores.credentials().find(intent);
            return credential.isPresent() && new Confirmation(stores, ids, now).confirm(credential.get());
        });
    }
}
