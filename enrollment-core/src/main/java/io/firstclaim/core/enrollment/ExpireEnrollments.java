package io.firstclaim.core.enrollment;

import io.firstclaim.core.Transactions;
import java.time.InstantSource;

/// Removes enrollments that expired. Only tidying: that they expired is decided by the clock wherever they are used.
public final class ExpireEnrollments {
    private static final int BATCH = 500;

    private final Transactions transactions;
    private final InstantSource clock;

    public ExpireEnrollments(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Removes them in small transactions, and says how many.
    public int run() {
        int removed = 0;
        int last;
        do {
            last = transactions.inTransaction(stores -> stores.enrollments().removeExpired(clock.instant(), BATCH));
            removed += last;
        } while (last == BATCH);
        return removed;
    }
}
