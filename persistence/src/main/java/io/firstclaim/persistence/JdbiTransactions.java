package io.firstclaim.persistence;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transactions on JDBI, with conflicts tried again.
final class JdbiTransactions implements Transactions {
    private static final Logger log = LoggerFactory.getLogger(JdbiTransactions.class);

    private final Jdbi jdbi;
    private final Dialect dialect;
    private final Backoff backoff;
    private final OneWriter writer;
    private final LongAdder retries = new LongAdder();

    /// @param writer
    ///            is told the end of each transaction
    JdbiTransactions(Jdbi jdbi, Dialect dialect, Backoff backoff, OneWriter writer) {
        this.jdbi = jdbi;
        this.dialect = dialect;
        this.backoff = backoff;
        this.writer = writer;
    }

    /// How often a transaction met what is worth another try.
    long retries() {
        return retries.sum();
    }

    @Override
    public <T> T inTransaction(Function<Stores, T> work) {
        var began = System.nanoTime();
        for (int tries = 1;; tries++) {
            var committing = new AtomicBoolean();
            try {
                return once(work, committing);
            } catch (JdbiException e) {
                requireWorthTrying(e, committing.get());
                retries.increment();
                if (!backoff.mayTryAgain(tries, began) || !backoff.pause(tries)) {
                    log.warn("A transaction was given up after {} tries", tries, e);
                    throw Failure.of(e) == Failure.AWAY
                            ? away(e)
                            : unavailable("Conflicts in the database did not end.", e);
                }
            }
        }
    }

    /// The isolation is that of the pool's connections, so that no statement is needed to set it.
    private <T> T once(Function<Stores, T> work, AtomicBoolean committing) {
        try {
            return jdbi.inTransaction(handle -> {
                var result = work.apply(new JdbiStores(handle, dialect));
                committing.set(true);
                return result;
            });
        } finally {
            writer.end();
        }
    }

    /// A server that goes away may have another behind it, or come back: what was not yet being committed is tried again. Nobody knows what became of a
    /// commit that got no answer.
    private void requireWorthTrying(JdbiException e, boolean committing) {
        switch (Failure.of(e)) {
            case CONFLICT -> log.debug("A transaction met a conflict", e);
            case AWAY -> {
                if (committing || dialect == Dialect.H2) {
                    log.warn("The database does not answer", e);
                    throw away(e);
                }
                log.debug("The database went away before a commit", e);
            }
            case DEFECT -> throw new IllegalStateException("The database refused a statement", e);
        }
    }

    private static FirstclaimException away(JdbiException e) {
        return unavailable("The database does not answer.", e);
    }

    private static FirstclaimException unavailable(String message, Throwable cause) {
        var exception = new FirstclaimException(Problem.SYSTEM_UNAVAILABLE, message);
        exception.initCause(cause);
        return exception;
    }
}
