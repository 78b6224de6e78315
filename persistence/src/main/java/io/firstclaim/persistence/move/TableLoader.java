package io.firstclaim.persistence.move;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.LongConsumer;

/// Fills tables, a page of rows in a transaction each.
final class TableLoader {
    /// What the progress of a table is at first: what migrations put into it is not gone yet.
    static final long NOT_BEGUN = -1;

    private static final int ROWS_PER_PAGE = 1000;
    private static final int BYTES_PER_PAGE = 4 << 20;

    private final Connection connection;
    private final ImportProgress progress;

    TableLoader(Connection connection, ImportProgress progress) {
        this.connection = connection;
        this.progress = progress;
    }

    /// Adds the rows of a table that are not there yet.
    ///
    /// @param from
    ///            how many are there, or [#NOT_BEGUN]
    void load(ExportFile export, Manifest.Table table, long from, LongConsumer done) throws SQLException, IOException {
        long there = from == NOT_BEGUN ? clear(table.name()) : from;
        try (var rows = export.rows(table); var insert = connection.prepareStatement(table.table().insert())) {
            rows.skip(there);
            while (there < table.rows()) {
                int added = addPage(rows, insert, table.rows() - there);
                progress.advance(table.name(), there, there + added);
                connection.commit();
                there += added;
                done.accept(there);
            }
        } catch (SQLException e) {
            throw new SQLException("%s, among the rows from %d on: %s".formatted(table.name(), there + 1, reason(e)),
                    e);
        }
    }

    /// What the driver says of a batch tells its values, which may be secret; what comes next tells what was wrong with them.
    private static String reason(SQLException failed) {
        var reason = failed instanceof BatchUpdateException && failed.getNextException() != null
                ? failed.getNextException()
                : failed;
        return String.valueOf(reason.getMessage());
    }

    private long clear(String table) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM " + table);
        }
        progress.advance(table, NOT_BEGUN, 0);
        connection.commit();
        return 0;
    }

    private static int addPage(RowReader rows, PreparedStatement insert, long left) throws SQLException, IOException {
        var begun = rows.bytes();
        int added = 0;
        while (added < left && added < ROWS_PER_PAGE && rows.bytes() - begun < BYTES_PER_PAGE) {
            if (!rows.next()) {
                throw new DamagedExportException("the file has fewer rows than its manifest says");
            }
            rows.read(insert);
            insert.addBatch();
            added++;
        }
        insert.executeBatch();
        return added;
    }
}
