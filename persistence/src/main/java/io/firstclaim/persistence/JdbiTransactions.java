package io.firstclaim.persistence;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transactions on JDBI, with conflicts tried again.
final class JdbiTransactions implements Transactions {
    private static final Logger log = LoggerFactory.getLogger(JdbiTransactions.class);

    private final Jdbi jdbi;
    private final Backoff backoff;
    private final OneWriter writer;

    /// @param writer
    ///            is told the end of each transaction
    JdbiTransactions(Jdbi jdbi, Backoff backoff, OneWriter writer) {
        this.jdbi = jdbi;
        this.backoff = backoff;
        this.writer = writer;
    }

    @Override
    public <T> T inTransaction(Function<Stores, T> work) {
        var began = System.nanoTime();
        for (int tries = 1;; tries++) {
            try {
                return once(work);
            } catch (JdbiException e) {
                requireConflict(e);
                if (!backoff.mayTryAgain(tries, began) || !backoff.pause(tries)) {
                    log.warn("A transaction was given up after {} tries", tries, e);
                    throw unavailable("Conflicts in the database did not end.", e);
                }
            }
        }
    }

    private <T> T once(Function<Stores, T> work) {
        try {
            return jdbi.inTransaction(TransactionIsolationLevel.READ_COMMITTED,
                    handle -> work.apply(new JdbiStores(handle)));
        } finally {
            writer.end();
        }
    }

    private static void requireConflict(JdbiException e) {
        switch (Failure.of(e)) {
            case CONFLICT -> log.debug("A transaction met a conflict", e);
            case AWAY -> {
                log.warn("The database does not answer", e);
                throw unavailable("The database does not answer.", e);
            }
            case DEFECT -> throw new IllegalStateException("The database refused a statement", e);
        }
    }

    private static FirstclaimException unavailable(String message, Throwable cause) {
        var exception = new FirstclaimException(Problem.SYSTEM_UNAVAILABLE, message);
        exception.initCause(cause);
        return exception;
    }
}
