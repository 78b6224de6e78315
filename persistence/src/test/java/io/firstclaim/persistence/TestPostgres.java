package io.firstclaim.persistence;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// One PostgreSQL server for all tests of a JVM, with a database of its own for each who asks.
public final class TestPostgres {
    /// The system property that names a server to use instead of an embedded one: the JDBC URL of a database in it, with a user who may make others.
    public static final String URL_PROPERTY = "firstclaim.test.postgres";

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String SERVER = server();
    private static final String TEMPLATE = template();

    private TestPostgres() {}

    /// The JDBC URL of a new database with the current schema.
    public static String newDatabase() {
        return newDatabase(" TEMPLATE " + TEMPLATE);
    }

    /// The JDBC URL of a new database without any schema.
    public static String newEmptyDatabase() {
        return newDatabase("");
    }

    private static String newDatabase(String options) {
        var name = nextName();
        create(name, options);
        return url(name);
    }

    private static String nextName() {
        return "firstclaim_" + ProcessHandle.current().pid() + "_" + COUNT.incrementAndGet();
    }

    private static String server() {
        var url = System.getProperty(URL_PROPERTY);
        return url == null ? embedded() : url;
    }

    /// What a crash of the machine may take does no harm here, and tests are faster by it. By default a deadlock is looked for after a second: eight
    /// transactions that make one after the other would run out of patience.
    private static String embedded() {
        return PostgresServer.start(Map.of("fsync", "off", "max_connections", "300", "deadlock_timeout", "50ms"))
                .jdbcUrl("postgres");
    }

    private static String template() {
        var name = nextName();
        create(name, "");
        Database.open(DatabaseConfig.of(url(name))).close();
        return name;
    }

    private static void create(String name, String options) {
        try (var connection = DriverManager.getConnection(SERVER); var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + options);
        } catch (SQLException e) {
            throw new IllegalStateException("The database " + name + " can't be made", e);
        }
    }

    /// The server's URL with another database in it.
    private static String url(String name) {
        return SERVER.replaceFirst("(//[^/]+/)[^?]*", "$1" + name);
    }
}
