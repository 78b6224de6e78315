package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Samples;
import io.firstclaim.core.Stores;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.EventQuery;
import io.firstclaim.core.listing.Selection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A page of a list that can be long is read from an index in its order, so that it costs the same however much lies behind it.
class PagesTest {
    private static final Pattern NAME = Pattern.compile("(?<!:):(\\w+)");

    abstract static class OnADatabase {
        private final DatabaseConfig config = newDatabase();
        private final Database database = Database.open(config);

        abstract DatabaseConfig newDatabase();

        /// How the database carries out a statement, in its own words.
        abstract String plan(String sql, String jdbcUrl) throws SQLException;

        abstract void assertSortedByIndex(String plan);

        @AfterEach
        final void close() {
            database.close();
        }

        @Test
        final void enrollmentsAndDevices() {
            assertSorted(stores -> stores.enrollments().list(Samples.id(), Samples.NOW, Selection.first(10)));
            assertSorted(
                    stores -> stores.enrollments().list(Samples.id(), Samples.NOW, Selection.after(Samples.id(), 10)));
            assertSorted(stores -> stores.devices().list(Samples.id(), Selection.first(10)));
            assertSorted(stores -> stores.enrollments().removeExpired(Samples.NOW, 10));
        }

        @Test
        final void eventsInBothDirections() {
            for (var descending : List.of(false, true)) {
                assertSorted(stores -> stores.history()
                        .list(new EventQuery(Samples.id(), null, null, Set.of(), 5, 9, descending), 10));
                assertSorted(stores -> stores.history().list(new EventQuery(Samples.id(), null, null,
                        Set.of(ClaimEvent.Type.DENIED), 5, 9, descending), 10));
                assertSorted(stores -> stores.history()
                        .list(new EventQuery(Samples.id(), Samples.id(), null, Set.of(), 5, 9, descending), 10));
                assertSorted(stores -> stores.history().list(new EventQuery(Samples.id(), null, Samples.fingerprint(),
                        Set.of(), 5, 9, descending), 10));
            }
            assertSorted(stores -> stores.history().waiting(Samples.id(), 10));
            assertSorted(stores -> stores.history().lastWaiting(Samples.id()));
            assertSorted(stores -> stores.history().findWaiting(Samples.id()));
        }

        @Test
        final void bulkJobsAndTheirPages() {
            assertSorted(stores -> stores.enrollmentJobs().list(Samples.id(), Samples.NOW, null, 10));
            assertSorted(stores -> stores.enrollmentJobs().expired(Samples.NOW, 10));
            assertSorted(stores -> stores.enrollmentJobPages().find(Samples.id(), 3, 10));
            assertSorted(stores -> stores.enrollmentJobPages().findDone(Samples.id(), 3, false));
            assertSorted(stores -> stores.enrollmentJobPages().remove(Samples.id(), 10));
        }

        private void assertSorted(Function<Stores, Object> read) {
            var statements = new ArrayList<String>();
            database.onStatements(statements::add);
            database.transactions().inTransaction(read);
            assertThat(statements).filteredOn(sql -> sql.contains("ORDER BY")).isNotEmpty()
                    .allSatisfy(sql -> assertSortedByIndex(plan(sql, config.jdbcUrl())));
        }
    }

    @Nested
    class H2 extends OnADatabase {
        @Override
        DatabaseConfig newDatabase() {
            return DatabaseConfig.inMemory("pages-" + Samples.id());
        }

        @Override
        String plan(String sql, String jdbcUrl) throws SQLException {
            try (var connection = DriverManager.getConnection(jdbcUrl);
                    var statement = connection.prepareStatement("EXPLAIN " + sql.replaceAll(":\\w+", "?"));
                    var row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }

        @Override
        void assertSortedByIndex(String plan) {
            assertThat(plan).contains("/* index sorted */");
        }
    }

    /// The tables are empty: what is asked is whether an index can give the order, not what is chosen for so few rows.
    @Nested
    class Postgres extends OnADatabase {
        @Override
        DatabaseConfig newDatabase() {
            return DatabaseConfig.of(TestPostgres.newDatabase());
        }

        @Override
        String plan(String sql, String jdbcUrl) throws SQLException {
            try (var connection = DriverManager.getConnection(jdbcUrl + "&preferQueryMode=simple");
                    var statement = connection.createStatement()) {
                statement.execute("SET enable_seqscan = off; SET enable_sort = off; SET enable_bitmapscan = off");
                var plan = new StringBuilder();
                try (var rows = statement.executeQuery("EXPLAIN (GENERIC_PLAN) " + numbered(sql))) {
                    while (rows.next()) {
                        plan.append(rows.getString(1)).append('\n');
                    }
                }
                return plan.toString();
            }
        }

        /// The same with parameters as the server names them.
        private String numbered(String sql) {
            var names = new ArrayList<String>();
            return NAME.matcher(sql).replaceAll(name -> {
                if (!names.contains(name.group(1))) {
                    names.add(name.group(1));
                }
                return "\\$" + (names.indexOf(name.group(1)) + 1);
            });
        }

        @Override
        void assertSortedByIndex(String plan) {
            assertThat(plan).contains("Index").doesNotContain("Seq Scan", "Sort");
        }
    }
}
