package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Samples;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.listing.Selection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Cores of the previous release and of this one run on one database, whichever was there first. The previous release is in golden files: its schema, and
/// every statement that its stores issue.
class UpgradeTest {
    /// The schema of the previous release.
    private static final String PREVIOUS = "5";
    private static final String GOLDEN = "/golden/v" + PREVIOUS + "/";
    private static final Pattern PARAMETER = Pattern.compile("(?<!:):[A-Za-z_][\\w.?]*");
    private static final Pattern COLUMN = Pattern.compile("(\\w+)\\.(\\w+) (.*)");

    @Test
    void theMigrationsUpToThePreviousReleaseAreStillWhatTheyWere() throws Exception {
        try (var connection = previous().connect(false)) {
            assertThat(GoldenSchemaTest.postgres(connection)).isEqualTo(golden("schema-postgresql.sql"));
        }
        var h2 = new Maintenance(DatabaseConfig.inMemory("previous"));
        try (var connection = h2.connect(true)) {
            h2.migrateTo(PREVIOUS);
            assertThat(GoldenSchemaTest.h2(connection)).isEqualTo(golden("schema-h2.sql"));
        }
    }

    @Test
    void thePreviousReleaseGoesOnAfterThisOneChangedTheSchema() throws Exception {
        var database = previous();
        assertThat(refused(database, statements())).as("in its own schema").isEmpty();
        Database.open(database.config()).close();
        assertThat(refused(database, statements())).as("in this release's schema").isEmpty();
    }

    @Test
    void aStatementThatTheServerCanNotPlanIsFound() throws Exception {
        var statements = List.of("SELECT id FROM account WHERE id = :id",
                "SELECT gone FROM account",
                "INSERT INTO account (id) VALUES (:id) ON CONFLICT (display_name) DO NOTHING");
        assertThat(refused(previous(), statements)).hasSize(2).anyMatch(why -> why.contains("gone"))
                .anyMatch(why -> why.contains("ON CONFLICT"));
    }

    @Test
    void rowsThatThePreviousReleaseAddsNeedNoColumnThatItDoesNotKnow() throws Exception {
        var database = previous();
        Database.open(database.config()).close();
        var known = known("schema-postgresql.sql");
        try (var connection = database.connect(false)) {
            var demanding = new ArrayList<String>();
            try (var columns = connection.getMetaData().getColumns(null, connection.getSchema(), "%", "%")) {
                while (columns.next()) {
                    var table = columns.getString("TABLE_NAME");
                    var column = table + "." + columns.getString("COLUMN_NAME");
                    if (known.contains(table) && !known.contains(column)
                            && columns.getString("IS_NULLABLE").equals("NO")
                            && columns.getString("COLUMN_DEF") == null) {
                        demanding.add(column);
                    }
                }
            }
            assertThat(demanding).isEmpty();
        }
    }

    @Test
    void nothingThatThePreviousReleaseReadsHasGoneOrChangedItsType() throws Exception {
        var database = previous();
        Database.open(database.config()).close();
        try (var connection = database.connect(false)) {
            assertThat(columnsOf(GoldenSchemaTest.postgres(connection)))
                    .containsAll(columnsOf(golden("schema-postgresql.sql")));
        }
    }

    /// What a core of the previous release sees when one of this release was there first, shown by one of this release and a migration of the next.
    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aCoreStartsOnASchemaThatALaterReleaseHasChanged(Dialect dialect) throws Exception {
        var config = dialect == Dialect.H2
                ? DatabaseConfig.inMemory("later")
                : DatabaseConfig.of(TestPostgres.newEmptyDatabase());
        try (var kept = new Maintenance(config).connect(true); var change = kept.createStatement()) {
            Database.open(config).close();
            change.execute("ALTER TABLE account ADD COLUMN of_the_next_release VARCHAR(10) DEFAULT 'x' NOT NULL");
            change.execute("""
                    INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description", "type", "script",
                      "checksum", "installed_by", "execution_time", "success")
                    VALUES (999, '999', 'next', 'SQL', 'V999__next.sql', 1, 'next', 1, TRUE)
                    """);
            try (var database = Database.open(config)) {
                var account = Samples.account();
                boolean added = database.transactions()
                        .inTransaction(stores -> stores.accounts().add(account, null));
                assertThat(added).isTrue();
            }
        }
    }

    @Test
    void thePreviousReleaseAddsAndReadsRowsBesideThisOne() throws Exception {
        var database = previous();
        try (var current = Database.open(database.config()); var connection = database.connect(false)) {
            var account = Samples.account();
            boolean added = current.transactions().inTransaction(stores -> stores.accounts().add(account, null));
            assertThat(added).isTrue();
            var columns = known("schema-postgresql.sql").stream().filter(name -> name.startsWith("account."))
                    .map(name -> name.substring("account.".length())).toList();
            var read = String.join(", ", columns);
            var written = String.join(", ", columns.stream().map(column -> switch (column) {
                case "id" -> "decode(repeat('ab', 16), 'hex')";
                case "request_id" -> "'another request'";
                default -> column;
            }).toList());
            try (var statement = connection.createStatement()) {
                assertThat(statement
                        .executeUpdate("INSERT INTO account (" + read + ") SELECT " + written + " FROM account"))
                        .isOne();
            }
            List<Account> accounts = current.transactions()
                    .inTransaction(stores -> stores.accounts().list(Selection.first(10)));
            assertThat(accounts).hasSize(2);
        }
    }

    private static Maintenance previous() {
        var database = new Maintenance(DatabaseConfig.of(TestPostgres.newEmptyDatabase()));
        database.migrateTo(PREVIOUS);
        return database;
    }

    /// The statements that the server does not take: each is parsed, its tables, columns and types are looked up, and it is planned, for which the indexes
    /// must be there that an `ON CONFLICT` names.
    private static List<String> refused(Maintenance database, List<String> statements) throws SQLException {
        var url = database.config().jdbcUrl();
        try (var connection = DriverManager
                .getConnection(url + (url.contains("?") ? "&" : "?") + "preferQueryMode=simple");
                var statement = connection.createStatement()) {
            var refused = new ArrayList<String>();
            for (var sql : statements) {
                try {
                    statement.execute("EXPLAIN (GENERIC_PLAN) " + numbered(sql));
                } catch (SQLException e) {
                    refused.add(e.getMessage() + " in " + sql);
                }
            }
            return refused;
        }
    }

    /// With the parameters that have names as `$1`, `$2`, ….
    private static String numbered(String sql) {
        var count = new AtomicInteger();
        return PARAMETER.matcher(sql).replaceAll(_ -> "\\$" + count.incrementAndGet());
    }

    private static List<String> statements() throws IOException {
        var statements = golden("statements-postgresql.sql").lines().toList();
        assertThat(statements).hasSizeGreaterThan(700);
        return statements;
    }

    /// The tables, and the columns as `table.column`.
    private static Set<String> known(String file) throws IOException {
        var known = new HashSet<String>();
        for (var line : columnsOf(golden(file))) {
            var column = COLUMN.matcher(line);
            assertThat(column.matches()).as(line).isTrue();
            known.add(column.group(1));
            known.add(column.group(1) + "." + column.group(2));
        }
        return known;
    }

    private static List<String> columnsOf(String schema) {
        return schema.lines().skip(1).takeWhile(line -> !line.startsWith("--")).toList();
    }

    private static String golden(String file) throws IOException {
        try (var golden = UpgradeTest.class.getResourceAsStream(GOLDEN + file)) {
            return new String(Objects.requireNonNull(golden, file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
