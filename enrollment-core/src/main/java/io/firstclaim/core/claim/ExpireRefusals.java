package io.firstclaim.core.claim;

import io.firstclaim.core.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.ToIntFunction;

/// Forgets refusals that have not been seen again for a time, and, of devices that nobody lists, those beyond a number for each CA. Without an end their
/// rows would grow with every certificate that is ever turned away, and whoever has a CA can make any number of those.
public final class ExpireRefusals {
    private static final int UNSEEN_BATCH = 500;
    /// Larger, since to find them all of them are ordered.
    private static final int UNLISTED_BATCH = 2_000;

    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration kept;
    private final int unlistedPerCa;

    /// @param kept
    ///            how long one is kept after it was last seen
    /// @param unlistedPerCa
    ///            how many are kept of one CA's devices that nobody lists
    public ExpireRefusals(Transactions transactions, InstantSource clock, Duration kept, int unlistedPerCa) {
        this.transactions = transactions;
        this.clock = clock;
        this.kept = kept;
        this.unlistedPerCa = unlistedPerCa;
    }

    /// Removes them in small transactions, and says how many.
    public int run() {
        var before = clock.instant().minus(kept);
        return all(UNSEEN_BATCH, refusals -> refusals.removeUnseenSince(before, UNSEEN_BATCH))
                + all(UNLISTED_BATCH, refusals -> refusals.removeUnlistedBeyond(unlistedPerCa, UNLISTED_BATCH));
    }

    private int all(int batch, ToIntFunction<Refusals> remove) {
        int removed = 0;
        int last;
        do {
            last = transactions.inTransaction(stores -> remove.applyAsInt(stores.refusals()));
            removed += last;
        } while (last == batch);
        return removed;
    }
}
