package io.firstclaim.benchmarks.scale;

import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.util.function.Function;

/// Transactions that say how long those of a thread took, from asking for a connection to the answer of the commit.
final class TimedTransactions implements Transactions {
    private final Transactions transactions;
    private final ThreadLocal<Long> spent = ThreadLocal.withInitial(() -> 0L);

    TimedTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public <T> T inTransaction(Function<Stores, T> work) {
        var began = System.nanoTime();
        try {
            return transactions.inTransaction(work);
        } finally {
            spent.set(spent.get() + System.nanoTime() - began);
        }
    }

    /// Nanoseconds of this thread since it asked last.
    long taken() {
        var taken = spent.get();
        spent.set(0L);
        return taken;
    }
}
