package io.firstclaim.core.account;

import io.firstclaim.core.Transactions;
import java.time.Duration;
import java.time.InstantSource;

/// Removes the entries of the audit log that are as old as they are kept. Any number of cores may do it at once.
public final class ExpireAuditEntries {
    /// How many are removed in one transaction.
    static final int AT_ONCE = 1_000;

    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration kept;

    /// @param kept
    ///            how long
    public ExpireAuditEntries(Transactions transactions, InstantSource clock, Duration kept) {
        this.transactions = transactions;
        this.clock = clock;
        this.kept = kept;
    }

    /// Removes all of them.
    ///
    /// @return how many
    public int run() {
        var before = clock.instant().minus(kept);
        var all = 0;
        int removed;
        do {
            removed = transactions.inTransaction(stores -> stores.audit().removeBefore(before, AT_ONCE));
            all += removed;
        } while (removed == AT_ONCE);
        return all;
    }
}
