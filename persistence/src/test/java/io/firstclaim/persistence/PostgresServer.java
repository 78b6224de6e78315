package io.firstclaim.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;

/// A PostgreSQL server in a process of its own and on loopback, to be killed. Whoever runs the tests, it runs as an unprivileged user.
public final class PostgresServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Path BINARIES = PostgresBinaries.folder();
    private static final String DATA = "data";

    private final UnprivilegedUser user;
    private final Path folder;
    private final int port;
    private final Process process;
    private final Thread atExit = new Thread(this::remove, "removes-postgres");

    private PostgresServer(UnprivilegedUser user, Path folder, Map<String, String> settings) throws IOException {
        this.user = user;
        this.folder = folder;
        this.port = freePort();
        var all = new TreeMap<>(settings);
        all.put("port", Integer.toString(port));
        all.put("listen_addresses", "127.0.0.1");
        all.put("unix_socket_directories", "");
        var words = new ArrayList<>(List.of(program("postgres"), "-D", folder.resolve(DATA).toString()));
        all.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
        user.own(folder);
        process = new ProcessBuilder(user.command(words.toArray(String[]::new))).directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(Redirect.appendTo(log().toFile())).start();
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// A new and empty server that answers. It ends, and its data is removed, with this JVM at the latest.
    ///
    /// @param settings
    ///            beside PostgreSQL's defaults, which are durable
    public static PostgresServer start(Map<String, String> settings) {
        return start(UnprivilegedUser.here(), settings);
    }

    /// The same as a certain user.
    static PostgresServer start(UnprivilegedUser user, Map<String, String> settings) {
        try {
            var folder = newFolder(user);
            run(user, folder, program("initdb"), "-D", folder.resolve(DATA).toString(), "-U", "postgres", "-A", "trust",
                    "-E",
                    "UTF8", "--no-locale", "--no-sync");
            return started(user, folder, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /// A server that begins with a copy of this one, by way of the backup functions, and answers. It keeps this one's settings that are in files.
    ///
    /// @param prepare
    ///            is given the copy before its server starts
    PostgresServer copy(Map<String, String> settings, Preparation prepare) {
        try {
            var copied = newFolder(user);
            var data = copied.resolve(DATA);
            try (var connection = connect("postgres"); var statement = connection.createStatement()) {
                statement.execute("SELECT pg_backup_start('copy', true)");
                FolderTree.copy(folder.resolve(DATA), data, PostgresServer::isPartOfBackup);
                try (var stopped = statement.executeQuery("SELECT labelfile FROM pg_backup_stop(false)")) {
                    stopped.next();
                    Files.writeString(data.resolve("backup_label"), stopped.getString(1));
                }
            }
            Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
            prepare.prepare(data);
            return started(user, copied, settings);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("PostgreSQL can't be copied", e);
        }
    }

    /// The files of the running process are not, and the log comes from the server itself.
    private static boolean isPartOfBackup(Path path) {
        return !path.toString().startsWith("postmaster.")
                && !(path.startsWith("pg_wal") && path.getFileName().toString().matches("[0-9A-F]{24}"));
    }

    /// What is done with the data of a copy.
    interface Preparation {
        /// Changes files in the folder.
        void prepare(Path data) throws IOException;
    }

    private static PostgresServer started(UnprivilegedUser user, Path folder, Map<String, String> settings)
            throws IOException {
        var server = new PostgresServer(user, folder, settings);
        Awaitility.await("PostgreSQL answers").atMost(START)
                .until(() -> !server.process.isAlive() || server.answers());
        if (!server.process.isAlive()) {
            throw new IllegalStateException("PostgreSQL ended: " + Files.readString(server.log()));
        }
        return server;
    }

    private boolean answers() {
        try (var connection = connect("postgres")) {
            return connection.isValid(1);
        } catch (SQLException starting) {
            return false;
        }
    }

    private static Path newFolder(UnprivilegedUser user) throws IOException {
        var folder = Files.createTempDirectory("firstclaim-postgres-data");
        user.own(folder);
        return folder;
    }

    private static String program(String name) {
        return BINARIES.resolve("bin").resolve(name).toString();
    }

    private static void run(UnprivilegedUser user, Path folder, String... words) throws IOException {
        var log = folder.resolve("commands.log");
        var ended = new ProcessBuilder(user.command(words)).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile())).start().onExit().join();
        if (ended.exitValue() != 0) {
            throw new IllegalStateException(Arrays.toString(words) + " failed: " + Files.readString(log));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Where it listens on 127.0.0.1.
    public int port() {
        return port;
    }

    /// The URL of one of its databases, for the user `postgres`, who may do everything and needs no password. The first database is `postgres`.
    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres";
    }

    /// A connection to one of its databases.
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database));
    }

    /// Carries out a statement in the database `postgres`.
    public void execute(String sql) {
        try (var connection = connect("postgres"); var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql + " failed", e);
        }
    }

    private Path log() {
        return folder.resolve("postgres.log");
    }

    /// Ends it as a power cut does: `kill -9` for all its processes. Returns when none is left; the data stays.
    public void kill() {
        var children = process.descendants().toList();
        process.destroyForcibly().onExit().join();
        for (var child : children) {
            child.destroyForcibly();
            child.onExit().join();
        }
    }

    /// Kills it, if it still runs, and removes its data.
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        remove();
    }

    private void remove() {
        kill();
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
