package io.firstclaim.persistence.move;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.persistence.Database;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.persistence.Maintenance;
import io.firstclaim.persistence.TestPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/// Databases that tests move.
final class MovedDatabase {
    static final MoveProgress IN_SILENCE = (_, _, _) -> {};

    private MovedDatabase() {}

    /// An H2 file with rows in every table.
    static DatabaseConfig full(Path file) throws SQLException {
        var config = DatabaseConfig.embedded(file);
        Database.open(config).close();
        try (var connection = new Maintenance(config).connect(false)) {
            new AnyRows(connection).everywhere(30);
            try (var statement = connection.createStatement()) {
                statement.execute("INSERT INTO lease (name, holder, epoch, expires_at)"
                        + " VALUES ('positions', X'00112233445566778899AABBCCDDEEFF', 7, CURRENT_TIMESTAMP)");
            }
        }
        return config;
    }

    /// A PostgreSQL database without tables.
    static DatabaseConfig postgres() {
        return DatabaseConfig.of(TestPostgres.newEmptyDatabase());
    }

    /// A full database's export.
    static Path export(Path folder) throws SQLException {
        return export(full(folder.resolve("full")), folder.resolve("full.zip"));
    }

    static Path export(DatabaseConfig database, Path file) {
        try {
            new ExportDatabase(database).to(file, IN_SILENCE);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MoveReport load(Path file, DatabaseConfig database) throws IOException {
        return new ImportDatabase(database).from(file, IN_SILENCE);
    }

    /// Runs a statement beside whatever goes on.
    static void run(DatabaseConfig database, String sql) {
        try (Connection connection = new Maintenance(database).connect(true);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    /// How many tables there are.
    static int tables(DatabaseConfig database) throws SQLException {
        try (var connection = new Maintenance(database).connect(true)) {
            return MovedTables.of(connection).size();
        } catch (FirstclaimException e) {
            throw new AssertionError(e);
        }
    }
}
