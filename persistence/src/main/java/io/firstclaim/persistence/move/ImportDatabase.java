package io.firstclaim.persistence.move;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.persistence.Maintenance;
import io.firstclaim.persistence.UnfinishedImport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// Fills an empty database with an export. The file is checked before the first row is written, and what is in the database afterwards is compared with the
/// file's checksums. An import that ended on the way, however it did, is begun again with the same file and goes on where it was.
public final class ImportDatabase {
    private final Maintenance database;

    public ImportDatabase(DatabaseConfig database) {
        this.database = new Maintenance(database);
    }

    /// Compares a file with its checksums, and touches no database.
    ///
    /// @throws DamagedExportException
    ///             when it is damaged, or no export
    public static MoveReport check(Path file, MoveProgress progress) throws IOException {
        try (var export = ExportFile.open(file)) {
            export.check(progress);
            return MoveReport.of(export.manifest(), export.sha256());
        }
    }

    /// Fills the database. At its end the schema is this release's.
    ///
    /// @throws DamagedExportException
    ///             when the file is damaged, or no export
    /// @throws FirstclaimException
    ///             when the database holds something else, or can't be written
    public MoveReport from(Path file, MoveProgress progress) throws IOException {
        try (var export = ExportFile.open(file)) {
            requireKnownSchema(export.manifest());
            export.check(progress);
            try (var connection = database.connect(true)) {
                prepareSchema(connection, export.manifest());
                load(connection, export, progress);
                verify(export.manifest(), progress);
                new ImportProgress(connection, export.sha256()).end();
                analyze(connection);
            } catch (SQLException e) {
                throw failed(e);
            }
            database.migrateTo(database.knownSchemas().getLast());
            return MoveReport.of(export.manifest(), export.sha256());
        }
    }

    private void requireKnownSchema(Manifest manifest) {
        var known = database.knownSchemas();
        if (!known.contains(manifest.schema())) {
            throw notPossible("The export is of schema " + manifest.schema() + ", but this release makes "
                    + String.join(", ", known) + " on " + database.shownUrl() + ".");
        }
    }

    /// Rows go into a schema of the very version that they are of: later migrations may have to change them.
    private void prepareSchema(Connection connection, Manifest manifest) throws SQLException {
        var present = SchemaVersion.of(connection);
        if (present.isPresent() && SchemaVersion.isNewer(present.get(), manifest.schema())) {
            throw notPossible("The database " + database.shownUrl() + " has schema " + present.get()
                    + " already, but the export is of schema " + manifest.schema()
                    + ": give a database without tables.");
        }
        if (!UnfinishedImport.isIn(connection)) {
            database.migrateTo(manifest.schema());
        }
        connection.setAutoCommit(false);
        var tables = MovedTables.of(connection);
        var expected = manifest.tables().stream().map(Manifest.Table::table).toList();
        if (!tables.equals(expected)) {
            throw notPossible("The tables of the export are not those of its schema " + manifest.schema()
                    + ". Expected are " + tables + ", there are " + expected + ".");
        }
        connection.commit();
    }

    private void load(Connection connection, ExportFile export, MoveProgress progress)
            throws SQLException, IOException {
        var done = begin(connection, export);
        var loader = new TableLoader(connection, new ImportProgress(connection, export.sha256()));
        long before = 0;
        for (var table : export.manifest().tables()) {
            var base = before;
            loader.load(export, table, done.getOrDefault(table.name(), TableLoader.NOT_BEGUN),
                    rows -> progress.at(MoveProgress.Step.IMPORT, base + rows, export.manifest().rows()));
            before += table.rows();
        }
    }

    /// How many rows of each table are there.
    private Map<String, Long> begin(Connection connection, ExportFile export) throws SQLException {
        var progress = new ImportProgress(connection, export.sha256());
        if (!UnfinishedImport.isIn(connection)) {
            requireEmpty(connection, export.manifest().tables());
            progress.begin(export.manifest());
        }
        var done = progress.find();
        if (done.isEmpty()) {
            requireEmpty(connection, export.manifest().tables());
            progress.fill(export.manifest());
        }
        connection.commit();
        return done;
    }

    private void requireEmpty(Connection connection, List<Manifest.Table> tables) throws SQLException {
        for (var table : tables) {
            if (MovedTables.FILLED_BY_MIGRATIONS.contains(table.name())) {
                continue;
            }
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT 1 FROM " + table.name() + " FETCH FIRST 1 ROW ONLY")) {
                if (rows.next()) {
                    throw notPossible("The database " + database.shownUrl() + " is not empty, there are rows in "
                            + table.name() + ": an import needs a database in which no core ever ran.");
                }
            }
        }
    }

    private void verify(Manifest manifest, MoveProgress progress) throws SQLException, IOException {
        try (var snapshot = Snapshot.of(database)) {
            long before = 0;
            for (var table : manifest.tables()) {
                var base = before;
                var found = snapshot.write(table.table(), OutputStream.nullOutputStream(),
                        rows -> progress.at(MoveProgress.Step.VERIFY, base + rows, manifest.rows()));
                if (!found.equals(table.content())) {
                    throw notPossible(
                            "%s has %d rows with SHA-256 %s now, but the export has %d with %s. Something else wrote to the database. Give an empty one."
                                    .formatted(table.name(), found.rows(), found.sha256(), table.rows(),
                                            table.sha256()));
                }
                before += table.rows();
            }
        }
    }

    /// Has the database look at its rows now: until it does by itself, it may answer slowly.
    private static void analyze(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("ANALYZE");
        }
        connection.commit();
    }

    private static FirstclaimException notPossible(String message) {
        return new FirstclaimException(Problem.NOT_POSSIBLE_NOW, message);
    }

    private FirstclaimException failed(SQLException cause) {
        var failed = new FirstclaimException(Problem.SYSTEM_UNAVAILABLE, "The import into " + database.shownUrl()
                + " stopped: " + cause.getMessage() + " The same command goes on from there.");
        failed.initCause(cause);
        return failed;
    }
}
