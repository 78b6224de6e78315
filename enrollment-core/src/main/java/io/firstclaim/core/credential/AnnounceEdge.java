package io.firstclaim.core.credential;

import io.firstclaim.core.Transactions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Records where devices reach an edge.
public final class AnnounceEdge {
    private final Transactions transactions;
    private final InstantSource clock;

    public AnnounceEdge(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// The latest announcement is what factories are told.
    public void announce(ServerUris uris) {
        transactions.inTransaction(stores -> {
            stores.edges().announce(uris, clock.instant().truncatedTo(ChronoUnit.MILLIS));
            return uris;
        });
    }
}
