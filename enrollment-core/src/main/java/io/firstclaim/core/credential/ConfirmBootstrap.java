package io.firstclaim.core.credential;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Together;
import io.firstclaim.core.Transactions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/// Records that a device acknowledged the credential it was given. One that was superseded or cancelled in the meantime is not confirmed. Those that come at
/// the same time share a transaction.
public final class ConfirmBootstrap {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;
    private final Together<ResourceId, Boolean> groups = new Together<>(this::confirmAll);

    public ConfirmBootstrap(Transactions transactions, ResourceIds ids, InstantSource clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// False when there was nothing to confirm. May be repeated: a credential that is confirmed already stays so.
    public boolean confirm(ResourceId intent) {
        return confirm(intent, () -> false);
    }

    /// The same for somebody who may stop waiting.
    ///
    /// @param gaveUp
    ///            whether the caller does not wait any more; then nothing is begun
    /// @throws io.firstclaim.core.FirstclaimException
    ///             with [io.firstclaim.core.Problem#RATE_LIMIT_EXCEEDED] when nothing was begun
    public boolean confirm(ResourceId intent, BooleanSupplier gaveUp) {
        return groups.answer(intent, gaveUp);
    }

    private List<Boolean> confirmAll(List<ResourceId> intents) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(stores -> {
            var found = stores.credentials().findAll(Set.copyOf(intents));
            var confirmed = found.isEmpty()
                    ? Set.<ResourceId>of()
                    : new Confirmation(stores, ids, now).confirm(found);
            return intents.stream().map(confirmed::contains).toList();
        });
    }
}
