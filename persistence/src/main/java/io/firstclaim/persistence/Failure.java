package io.firstclaim.persistence;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jspecify.annotations.Nullable;

/// What an exception of the database means.
enum Failure {
    /// Another transaction was in the way: the same work may succeed when it is run again.
    CONFLICT,
    /// The database does not answer.
    AWAY,
    /// The statement is wrong.
    DEFECT;

    /// The SQLSTATE of a value that has to be unique and is not.
    static final String UNIQUE_VIOLATION = "23505";

    /// SQLSTATEs: serialization failure, deadlock (PostgreSQL), lock not available (PostgreSQL), unique violation (two
    /// that insert at once), H2's lock time-out and concurrent update.
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03", UNIQUE_VIOLATION, "HYT00", "90131");

    /// The SQLSTATE of a server that takes no writes: a standby, or a primary that was one (PostgreSQL).
    static final String READ_ONLY = "25006";

    /// SQLSTATEs beside class 08: shut down, starting, full or read-only (PostgreSQL); H2's broken connection, closed object, closed
    /// database, database closed at exit, failed and corrupt file, and whatever a store that panicked says.
    private static final Set<String> AWAYS = Set.of("57P01", "57P02", "57P03", "53300", READ_ONLY, "90067", "90007",
            "90098",
            "90121", "90028", "90030", "90031", "HY000");

    static Failure of(Throwable thrown) {
        if (thrown instanceof ConnectionException || thrown instanceof PoolInitializationException) {
            return AWAY;
        }
        var cause = sqlCause(thrown);
        if (cause == null) {
            return DEFECT;
        }
        var state = cause.getSQLState();
        if (state != null && CONFLICTS.contains(state)) {
            return CONFLICT;
        }
        return isConnectionLoss(cause, state) ? AWAY : DEFECT;
    }

    private static boolean isConnectionLoss(SQLException cause, @Nullable String state) {
        return cause instanceof SQLTransientConnectionException || cause instanceof SQLNonTransientConnectionException
                || cause instanceof SQLRecoverableException || state == null || state.startsWith("08")
                || AWAYS.contains(state);
    }

    /// What the database said.
    static @Nullable SQLException sqlCause(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql;
            }
        }
        return null;
    }
}
