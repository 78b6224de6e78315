package io.firstclaim.persistence;

import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/// A PostgreSQL primary and its synchronous standby, as durable as in production: whatever the primary acknowledged, the standby has on its disk.
///
/// After its promotion the standby is alone and waits for nobody: `synchronous_standby_names` is set by a command of the primary, which is kept in a file beside
/// its data and not among what is replicated. With the name still set, every commit would wait for a standby that is not there.
public final class PostgresPair implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String STANDBY = "standby";
    /// The log of a test is short: all of it is kept for a standby that lags.
    private static final Map<String, String> SETTINGS = Map.of("max_connections", "200", "wal_level", "replica",
            "wal_keep_size", "1GB", "hot_standby", "on", "fsync", "on", "synchronous_commit", "on");

    private final PostgresServer primary;
    private final PostgresServer standby;

    private PostgresPair(PostgresServer primary, PostgresServer standby) {
        this.primary = primary;
        this.standby = standby;
    }

    /// Starts both and waits until the primary acknowledges nothing without the standby.
    public static PostgresPair start() {
        var primary = PostgresServer.start(SETTINGS);
        try {
            var standby = primary.copy(SETTINGS, data -> {
                Files.createFile(data.resolve("standby.signal"));
                Files.writeString(data.resolve("postgresql.auto.conf"), "primary_conninfo = 'host=127.0.0.1 port="
                        + primary.port() + " user=postgres application_name=" + STANDBY + "'\n");
            });
            var pair = new PostgresPair(primary, standby);
            primary.execute("ALTER SYSTEM SET synchronous_standby_names = '" + STANDBY + "'");
            primary.execute("SELECT pg_reload_conf()");
            Awaitility.await("the standby is synchronous").atMost(LIMIT).until(pair::isSynchronous);
            return pair;
        } catch (RuntimeException failed) {
            primary.close();
            throw failed;
        }
    }

    private boolean isSynchronous() {
        try (var connection = primary.connect("postgres");
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT sync_state FROM pg_stat_replication")) {
            return row.next() && row.getString(1).equals("sync");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Makes a database in the one that is primary at first.
    public void createDatabase(String name) {
        primary.execute("CREATE DATABASE " + name);
    }

    /// The URL of a database at both, the standby first, for the user `postgres`, who needs no password.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + standby.port() + ",127.0.0.1:" + primary.port() + "/" + database
                + "?user=postgres";
    }

    /// The URL of a database at the standby alone.
    String standbyUrl(String database) {
        return standby.jdbcUrl(database);
    }

    /// Lets the primary write nothing any more, as those do who want to be sure that an old primary does no harm. Connections stay.
    void fencePrimary() {
        primary.execute("ALTER SYSTEM SET default_transaction_read_only = on");
        primary.execute("SELECT pg_reload_conf()");
    }

    /// `kill -9` of the primary, all of its processes: it never comes back.
    public void killPrimary() {
        primary.kill();
    }

    /// Makes the standby the primary, and returns when it is. The old one must be dead, or fenced.
    public void promoteStandby() {
        standby.execute("SELECT pg_promote(true, " + LIMIT.toSeconds() + ")");
    }

    @Override
    public void close() {
        try {
            standby.close();
        } finally {
            primary.close();
        }
    }
}
