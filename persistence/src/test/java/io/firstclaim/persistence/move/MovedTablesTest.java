package io.firstclaim.persistence.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.persistence.Database;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.persistence.Maintenance;
import io.firstclaim.persistence.TestPostgres;
import java.sql.SQLException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Every table is moved or left behind by decision. Whoever adds a table decides, and writes it here or in [MovedTables].
class MovedTablesTest {
    private static final List<String> MOVED = List.of("account", "api_key", "audit_entry", "authority",
            "claim_event", "claim_event_last", "claim_event_waiting", "credential", "device", "device_block", "edge",
            "enrollment",
            "enrollment_job", "enrollment_job_page", "enrollment_job_result", "enrollment_job_tried", "join_token",
            "refusal", "registration", "trust_revision", "trusted_certificate", "webhook");

    @Test
    void theyAreTheSameOnBothAndParentsComeFirst() throws Exception {
        var h2 = DatabaseConfig.inMemory("moved-tables");
        try (var _ = Database.open(h2)) {
            var tables = tables(h2);
            assertThat(tables).isEqualTo(tables(DatabaseConfig.of(TestPostgres.newDatabase())));
            var names = tables.stream().map(MovedTable::name).toList();
            assertThat(names).containsExactlyInAnyOrderElementsOf(MOVED);
            assertThat(names.indexOf("device")).isLessThan(names.indexOf("credential"))
                    .isLessThan(names.indexOf("registration"));
        }
    }

    @Test
    void theMigrationsFillTheTablesOfWhichThatIsSaid() throws Exception {
        var config = DatabaseConfig.of(TestPostgres.newDatabase());
        var filled = new TreeSet<String>();
        for (var table : tables(config)) {
            try (var connection = new Maintenance(config).connect(false);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT 1 FROM " + table.name())) {
                if (rows.next()) {
                    filled.add(table.name());
                }
            }
        }
        assertThat(filled).isEqualTo(MovedTables.FILLED_BY_MIGRATIONS);
    }

    private static List<MovedTable> tables(DatabaseConfig config) throws SQLException {
        try (var connection = new Maintenance(config).connect(false)) {
            return MovedTables.of(connection);
        }
    }
}
