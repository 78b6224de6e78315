package io.firstclaim.persistence.move;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.persistence.Maintenance;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes the whole content of a database to a file, as it is at one moment. On PostgreSQL cores may run meanwhile; an H2 file can't be opened beside a core.
/// The database is not changed. `docs/operations.md` describes the file.
public final class ExportDatabase {
    private static final int BUFFER = 1 << 16;

    private final Maintenance database;

    public ExportDatabase(DatabaseConfig database) {
        this.database = new Maintenance(database);
    }

    /// Writes the file, for its owner only; it gets its name when it is whole and on the disk.
    ///
    /// @throws FirstclaimException
    ///             when the database can't be read, or holds no data
    /// @throws java.nio.file.FileAlreadyExistsException
    ///             when there is such a file
    public MoveReport to(Path file, MoveProgress progress) throws IOException {
        try (var target = NewFile.at(file)) {
            MoveReport report;
            try (var snapshot = Snapshot.of(database);
                    var zip = new ZipOutputStream(new BufferedOutputStream(target.stream(), BUFFER))) {
                report = write(snapshot, zip, progress);
            } catch (SQLException e) {
                throw failed(e);
            }
            target.keep();
            return report;
        }
    }

    private static MoveReport write(Snapshot snapshot, ZipOutputStream zip, MoveProgress progress)
            throws SQLException, IOException {
        var schema = snapshot.schema();
        var tables = snapshot.tables();
        var total = snapshot.count(tables);
        long before = 0;
        var written = new ArrayList<Manifest.Table>();
        for (var table : tables) {
            begin(zip, Manifest.entryOf(table.name()));
            var base = before;
            var content = snapshot.write(table, zip,
                    rows -> progress.at(MoveProgress.Step.EXPORT, base + rows, total));
            zip.closeEntry();
            written.add(Manifest.Table.of(table, content));
            before += content.rows();
        }
        var json = Json.write(new Manifest(Manifest.FORMAT, Manifest.VERSION, schema, written));
        begin(zip, ExportFile.MANIFEST);
        zip.write(json);
        zip.closeEntry();
        return MoveReport.of(Json.readManifest(json), HashingStream.sha256(json));
    }

    /// An entry without the time, by which the same content would be another file.
    private static void begin(ZipOutputStream zip, String name) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(NewFile.NO_TIME);
        zip.putNextEntry(entry);
    }

    private FirstclaimException failed(SQLException cause) {
        var failed = new FirstclaimException(Problem.SYSTEM_UNAVAILABLE,
                "The database " + database.shownUrl() + " can't be read: " + cause.getMessage());
        failed.initCause(cause);
        return failed;
    }
}
