package io.firstclaim.core.credential;

import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Actor;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.FieldChanges;
import io.firstclaim.core.account.Origin;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// Records where devices reach an edge.
public final class AnnounceEdge {
    private final Transactions transactions;
    private final InstantSource clock;

    public AnnounceEdge(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The latest announcement is what factories are told.
    public void announce(ServerUris uris, Origin origin) {
        transactions.inTransaction(stores -> {
            var before = stores.edges().latest().map(ServerUris::audited).orElse(Map.of());
            var changes = FieldChanges.between(before, uris.audited());
            if (!changes.fields().isEmpty()) {
                stores.audit().add(Actor.edge(origin).did(AuditAction.SERVER_URIS_CHANGED, "", null, changes));
            }
            stores.edges().announce(uris, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return uris;
        });
    }
}
