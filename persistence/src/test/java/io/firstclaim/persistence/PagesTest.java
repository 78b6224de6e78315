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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A page of a list that can be long is read from an index in its order, so that it costs the same however much lies behind it.
class PagesTest {
    private final DatabaseConfig config = DatabaseConfig.inMemory("pages-" + Samples.id());
    private final Database database = Database.open(config);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void enrollmentsAndDevices() {
        assertSorted(stores -> stores.enrollments().list(Samples.id(), Samples.NOW, Selection.first(10)));
        assertSorted(stores -> stores.enrollments().list(Samples.id(), Samples.NOW, Selection.after(Samples.id(), 10)));
        assertSorted(stores -> stores.devices().list(Samples.id(), Selection.first(10)));
        assertSorted(stores -> stores.enrollments().removeExpired(Samples.NOW, 10));
    }

    @Test
    void eventsInBothDirections() {
        for (var descending : List.of(false, true)) {
            assertSorted(stores -> stores.history().list(
                    new EventQuery(Samples.id(), null, null, Set.of(), 5, 9, descending),
                    10));
            assertSorted(stores -> stores.history().list(new EventQuery(Samples.id(), null, null,
                    Set.of(ClaimEvent.Type.DENIED), 5, 9, descending), 10));
            assertSorted(
                    stores -> stores.history().list(new EventQuery(Samples.id(), Samples.id(), null, Set.of(), 5, 9,
                            descending), 10));
            assertSorted(stores -> stores.history().list(new EventQuery(Samples.id(), null, Samples.fingerprint(),
                    Set.of(), 5, 9, descending), 10));
        }
        assertSorted(stores -> stores.history().waiting(Samples.id(), 10));
        assertSorted(stores -> stores.history().lastWaiting(Samples.id()));
        assertSorted(stores -> stores.history().findWaiting(Samples.id()));
    }

    @Test
    void bulkJobsAndTheirPages() {
        assertSorted(stores -> stores.enrollmentJobs().list(Samples.id(), Samples.NOW, null, 10));
        assertSorted(stores -> stores.enrollmentJobs().expired(Samples.NOW, 10));
        assertSorted(stores -> stores.enrollmentJobPages().findDone(Samples.id(), 3, false));
        assertSorted(stores -> stores.enrollmentJobPages().remove(Samples.id(), 10));
    }

    private void assertSorted(Function<Stores, Object> read) {
        var statements = new ArrayList<String>();
        database.onStatements(statements::add);
        database.transactions().inTransaction(read);
        assertThat(statements).filteredOn(sql -> sql.contains("ORDER BY")).isNotEmpty()
                .allSatisfy(sql -> assertThat(plan(sql)).contains("/* index sorted */"));
    }

    private String plan(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(config.jdbcUrl());
                var statement = connection.prepareStatement("EXPLAIN " + sql.replaceAll(":\\w+", "?"));
                var row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
