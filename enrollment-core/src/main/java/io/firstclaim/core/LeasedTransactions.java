package io.firstclaim.core;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Transactions of work that one core at a time does. Each begins by prolonging the core's lease and keeps it locked until its end: a core that lost the
/// lease, because it stood still for too long, writes nothing any more, whatever it believes. For one thread.
public final class LeasedTransactions implements Transactions {
    private final Transactions transactions;
    private final String work;
    private final ResourceId core;
    private final Duration length;
    private @Nullable Lease lease;

    /// @param work
    ///            the name of the lease
    /// @param core
    ///            an id that the core made when it started
    /// @param length
    ///            how long the work of a core that died waits for another
    public LeasedTransactions(Transactions transactions, String work, ResourceId core, Duration length) {
        this.transactions = transactions;
        this.work = work;
        this.core = core;
        this.length = length;
    }

    /// The lease is another core's.
    public static final class LeaseLostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLostException(String work) {
            super("Another core does the work '" + work + "'");
        }
    }

    /// Takes the lease, or keeps it. False while another core has it.
    public boolean begin() {
        lease = transactions.inTransaction(stores -> stores.leases().acquire(work, core, length)).orElse(null);
        return lease != null;
    }

    /// @throws LeaseLostException
    ///             when another core has taken over, or the lease ended; [#begin] may get it again
    @Override
    public <T> T inTransaction(Function<Stores, T> job) {
        var held = lease;
        if (held == null) {
            throw new LeaseLostException(work);
        }
        return transactions.inTransaction(stores -> {
            if (!stores.leases().renew(held, length)) {
                throw new LeaseLostException(work);
            }
            return job.apply(stores);
        });
    }

    /// Lets other cores go on at once.
    public void release() {
        var held = lease;
        lease = null;
        if (held != null) {
            transactions.inTransaction(stores -> {
                stores.leases().release(held);
                return held;
            });
        }
    }
}
