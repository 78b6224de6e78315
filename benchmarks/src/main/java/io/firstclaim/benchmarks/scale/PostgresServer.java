package io.firstclaim.benchmarks.scale;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The server whose databases are measured: one that was named, or an embedded one that is gone afterwards.
public final class PostgresServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final @Nullable EmbeddedPostgres embedded;
    private final String url;

    private PostgresServer(@Nullable EmbeddedPostgres embedded, String url) {
        this.embedded = embedded;
        this.url = url;
    }

    /// A server of ours: what is committed is on the disk, and there is memory for the indexes that are used.
    public static PostgresServer embedded() {
        try {
            var server = EmbeddedPostgres.builder().setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "1GB").setServerConfig("max_wal_size", "8GB")
                    .setServerConfig("max_connections", "200").setPGStartupWait(PATIENCE).start();
            return new PostgresServer(server, server.getJdbcUrl("postgres", "postgres"));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /// A server that runs already.
    ///
    /// @param url
    ///            the JDBC URL of a database in it, with a user who may make others
    public static PostgresServer at(String url, @Nullable String user, @Nullable String password) {
        var complete = new StringBuilder(url);
        append(complete, "user", user);
        append(complete, "password", password);
        return new PostgresServer(null, complete.toString());
    }

    private static void append(StringBuilder url, String name, @Nullable String value) {
        if (value != null) {
            url.append(url.indexOf("?") < 0 ? '?' : '&').append(name).append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    /// Makes an empty database, in the place of an old one of this name.
    public String newDatabase(String name) throws SQLException {
        drop(name);
        execute("CREATE DATABASE " + name);
        return url.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
    }

    /// Removes a database, if it is there.
    public void drop(String name) throws SQLException {
        execute("DROP DATABASE IF EXISTS " + name);
    }

    /// What it is, and the settings that matter here.
    public String description() throws SQLException {
        try (var connection = DriverManager.getConnection(url, new Properties());
                var statement = connection.createStatement();
                var row = statement.executeQuery(
                        """
                                SELECT 'PostgreSQL ' || current_setting('server_version') || ', fsync ' || current_setting('fsync')
                                       || ', synchronous_commit ' || current_setting('synchronous_commit')
                                       || ', shared_buffers ' || current_setting('shared_buffers')
                                       || ', max_wal_size ' || current_setting('max_wal_size')""")) {
            row.next();
            return row.getString(1);
        }
    }

    /// The process whose children serve the connections, on this machine.
    public ProcessHandle process() {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT pg_backend_pid()")) {
            row.next();
            return ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
        } catch (SQLException e) {
            throw new IllegalStateException("The database does not answer", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (embedded != null) {
            embedded.close();
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url); var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
