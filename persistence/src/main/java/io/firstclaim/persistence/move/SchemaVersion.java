package io.firstclaim.persistence.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.flywaydb.core.api.MigrationVersion;

/// The version of a schema, as Flyway wrote it down.
final class SchemaVersion {
    private SchemaVersion() {}

    /// The newest that was made; empty when none was.
    static Optional<String> of(Connection connection) throws SQLException {
        var catalogue = connection.getMetaData();
        try (var tables = catalogue.getTables(null, connection.getSchema(), MovedTables.SCHEMA_HISTORY, null)) {
            if (!tables.next()) {
                return Optional.empty();
            }
        }
        Optional<String> newest = Optional.empty();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT \"version\" FROM \"" + MovedTables.SCHEMA_HISTORY
                        + "\" WHERE \"success\" AND \"version\" IS NOT NULL")) {
            while (rows.next()) {
                var version = rows.getString(1);
                if (newest.isEmpty() || isNewer(version, newest.get())) {
                    newest = Optional.of(version);
                }
            }
        }
        return newest;
    }

    /// Whether a version comes after another.
    static boolean isNewer(String version, String than) {
        return MigrationVersion.fromVersion(version).compareTo(MigrationVersion.fromVersion(than)) > 0;
    }
}
