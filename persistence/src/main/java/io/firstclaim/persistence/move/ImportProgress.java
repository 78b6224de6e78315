package io.firstclaim.persistence.move;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.persistence.UnfinishedImport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/// How far an import is, in the database itself: a row for each table, changed together with the rows that were added to it. The table is there from the
/// beginning of an import until it is verified; no core opens the database meanwhile.
final class ImportProgress {
    private static final String TABLE = UnfinishedImport.TABLE;

    private final Connection connection;
    private final String export;

    /// @param export
    ///            the SHA-256 of the manifest
    ImportProgress(Connection connection, String export) {
        this.connection = connection;
        this.export = export;
    }

    /// Begins.
    void begin(Manifest manifest) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE " + TABLE + " (table_name VARCHAR(64) NOT NULL PRIMARY KEY,"
                    + " export_sha256 VARCHAR(64) NOT NULL, rows_done BIGINT NOT NULL)");
        }
        fill(manifest);
    }

    /// How many rows of each table are there already; empty when a beginning got no further than the table itself.
    ///
    /// @throws FirstclaimException
    ///             when they are another export's
    Map<String, Long> find() throws SQLException {
        var done = new HashMap<String, Long>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT table_name, export_sha256, rows_done FROM " + TABLE)) {
            while (rows.next()) {
                if (!rows.getString(2).equals(export)) {
                    throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                            "The database holds a part of another export, the one with SHA-256 " + rows.getString(2)
                                    + "; this one has " + export + ". Finish that one, or give an empty database.");
                }
                done.put(rows.getString(1), rows.getLong(3));
            }
        }
        return done;
    }

    /// Writes a row for each table.
    void fill(Manifest manifest) throws SQLException {
        try (var statement = connection.prepareStatement(
                "INSERT INTO " + TABLE + " (table_name, export_sha256, rows_done) VALUES (?, ?, -1)")) {
            for (var table : manifest.tables()) {
                statement.setString(1, table.name());
                statement.setString(2, export);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        connection.commit();
    }

    /// Moves a table's number on, in the transaction that adds its rows.
    ///
    /// @throws FirstclaimException
    ///             when another import does the same
    void advance(String table, long from, long to) throws SQLException {
        try (var statement = connection.prepareStatement(
                "UPDATE " + TABLE + " SET rows_done = ? WHERE table_name = ? AND rows_done = ?")) {
            statement.setLong(1, to);
            statement.setString(2, table);
            statement.setLong(3, from);
            if (statement.executeUpdate() != 1) {
                throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                        "Another import works on this database: only one may.");
            }
        }
    }

    /// Ends: the database is whole.
    void end() throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + TABLE);
        }
        connection.commit();
    }
}
