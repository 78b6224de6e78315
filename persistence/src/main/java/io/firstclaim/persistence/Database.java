package io.firstclaim.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Transactions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/// An open database with the current schema.
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final JdbiTransactions transactions;
    private final Dialect dialect;

    private Database(HikariDataSource pool, Jdbi jdbi, JdbiTransactions transactions, Dialect dialect) {
        this.dialect = dialect;
        this.pool = pool;
        this.jdbi = jdbi;
        this.transactions = transactions;
    }

    /// Opens the database and brings its schema up to date. Where no other process can have it open, leases that an earlier one left behind are free at once.
    ///
    /// @throws FirstclaimException
    ///             with [Problem#SYSTEM_UNAVAILABLE] when it can't be opened, for example because another process has it
    public static Database open(DatabaseConfig config) {
        var pool = openPool(config);
        var jdbi = jdbi(pool);
        try {
            jdbi.useHandle(handle -> UnfinishedImport.refuse(handle.getConnection(), config.shownUrl()));
            migrate(pool, config.dialect());
        } catch (FlywayException | SQLException e) {
            pool.close();
            throw cannotOpen(config, e);
        } catch (FirstclaimException refused) {
            pool.close();
            throw refused;
        }
        var writer = new OneWriter(config.patience());
        if (config.isOneProcessOnly()) {
            jdbi.useExtension(LeaseDao.class, LeaseDao::releaseAll);
            jdbi.addCustomizer(writer);
        }
        return new Database(pool, jdbi,
                new JdbiTransactions(jdbi, config.dialect(), new Backoff(config.patience()), writer),
                config.dialect());
    }

    /// The way to the stores.
    public Transactions transactions() {
        return transactions;
    }

    /// Names who is told, after its commit, of a transaction that wrote events. It must return at once and not fail.
    public void onEvents(Runnable listener) {
        jdbi.getConfig(CommitListener.class).tell(listener);
    }

    /// How often transactions were tried again so far.
    public long retries() {
        return transactions.retries();
    }

    /// The connections of the pool now.
    public Connections connections() {
        var state = pool.getHikariPoolMXBean();
        return new Connections(state.getActiveConnections(), state.getIdleConnections(),
                state.getThreadsAwaitingConnection());
    }

    /// Connections to the database.
    ///
    /// @param waiting
    ///            how many threads wait for one
    public record Connections(int active, int idle, int waiting) {}

    /// Names who is told, in the thread of the transaction, of each statement after it was carried out or refused, instead of [#onStatements]. It must not fail.
    public void onExecuted(Consumer<ExecutedStatement> observer) {
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                tell(context, Objects.requireNonNull(context.getCompletionMoment()), false);
            }

            @Override
            public void logException(StatementContext context, SQLException failure) {
                tell(context, Objects.requireNonNull(context.getExceptionMoment()), true);
            }

            private void tell(StatementContext context, Instant ended, boolean failed) {
                var began = Objects.requireNonNull(context.getExecutionMoment());
                observer.accept(
                        new ExecutedStatement(context.getRenderedSql(), dialect.systemName(), began, ended, failed));
            }
        });
    }

    /// Names who is told, in the thread of the transaction, of each statement after it was carried out: its text, without values. It must not fail.
    public void onStatements(Consumer<String> observer) {
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                observer.accept(context.getRenderedSql());
            }
        });
    }

    /// Closes all connections. The embedded database is then written out and its file is free for others.
    @Override
    public void close() {
        pool.close();
    }

    private static HikariDataSource openPool(DatabaseConfig config) {
        var hikari = new HikariConfig();
        hikari.setPoolName("firstclaim-database");
        hikari.setJdbcUrl(config.dialect().completed(config.jdbcUrl()));
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
        hikari.setMaximumPoolSize(config.poolSize());
        hikari.setConnectionTimeout(config.patience().toMillis());
        hikari.setAutoCommit(true);
        hikari.setExceptionOverride(new ReadOnlyServers());
        hikari.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.dialect().firstStatement().ifPresent(hikari::setConnectionInitSql);
        try {
            return new HikariDataSource(hikari);
        } catch (PoolInitializationException e) {
            throw cannotOpen(config, e);
        }
    }

    private static void migrate(HikariDataSource pool, Dialect dialect) {
        migrations(dialect).dataSource(pool).load().migrate();
    }

    /// The migrations that this release knows. Those of a later one, which ran before a core of this release came, are left alone.
    static FluentConfiguration migrations(Dialect dialect) {
        return Flyway.configure(Database.class.getClassLoader()).locations(dialect.migrations()).cleanDisabled(true)
                .ignoreMigrationPatterns("*:future");
    }

    private static Jdbi jdbi(HikariDataSource pool) {
        return Jdbi.create(pool).installPlugin(new SqlObjectPlugin()).registerArgument(new Parameters());
    }

    static FirstclaimException cannotOpen(DatabaseConfig config, Exception cause) {
        Throwable root = cause;
        for (var next = root.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        var exception = new FirstclaimException(Problem.SYSTEM_UNAVAILABLE,
                "The database " + config.shownUrl() + " can't be opened: " + root.getMessage());
        exception.initCause(cause);
        return exception;
    }
}
