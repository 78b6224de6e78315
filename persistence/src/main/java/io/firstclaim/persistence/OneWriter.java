package io.firstclaim.persistence;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;

/// Lets one transaction at a time write to an embedded database file; readers go on beside it. From its first statement that writes or locks until its end
/// a transaction has the turn, and turns are taken in the order in which they were asked for.
///
/// H2 writes its maps to the file one after the other while a commit is under way. Rows that another transaction is about to change may get into the file
/// then without what would undo them; if the process dies before the next commit they stay, half of a change that was never committed
/// (h2database issue 2080; `docs/decisions/embedded-durability.md`).
final class OneWriter implements StatementCustomizer {
    /// H2's lock time-out, which is a conflict like any other.
    private static final String LOCK_TIMEOUT = "HYT00";

    private final ReentrantLock turn = new ReentrantLock(true);
    private final Duration patience;

    /// @param patience
    ///            how long a transaction waits for its turn
    OneWriter(Duration patience) {
        this.patience = patience;
    }

    @Override
    public void beforeExecution(PreparedStatement statement, StatementContext context) throws SQLException {
        if (!isReading(context.getRenderedSql())) {
            begin();
        }
    }

    /// The transaction of this thread is over.
    void end() {
        if (turn.isHeldByCurrentThread()) {
            turn.unlock();
        }
    }

    /// Whether a statement neither writes nor locks.
    static boolean isReading(String sql) {
        var text = sql.stripLeading().toUpperCase(Locale.ROOT);
        return text.startsWith("SELECT") && !text.contains("FOR UPDATE");
    }

    private void begin() throws SQLException {
        if (turn.isHeldByCurrentThread()) {
            return;
        }
        try {
            if (!turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLTransientException("Another transaction writes for longer than " + patience, LOCK_TIMEOUT);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLTransientException("Interrupted while another transaction writes", LOCK_TIMEOUT, interrupted);
        }
    }
}
