package io.firstclaim.core.claim;

import io.firstclaim.core.Transactions;
import java.time.Duration;
import java.time.InstantSource;

/// Forgets refusals that have not been seen again for a time. Without an end their rows would grow with every certificate that is ever turned away, and
/// whoever has a CA can make any number of those.
public final class ExpireRefusals {
    private static final int BATCH = 500;

    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration kept;

    /// @param kept
    ///            how long one is kept after it was last seen
    public ExpireRefusals(Transactions transactions, InstantSource clock, Duration kept) {
        this.transactions = transactions;
        this.clock = clock;
        this.kept = kept;
    }

    /// Removes them in small transactions, and says how many.
    public int run() {
        var before = clock.instant().minus(kept);
        int removed = 0;
        int last;
        do {
            last = transactions.inTransaction(stores -> stores.refusals().removeUnseenSince(before, BATCH));
            removed += last;
        } while (last == BATCH);
        return removed;
    }
}
