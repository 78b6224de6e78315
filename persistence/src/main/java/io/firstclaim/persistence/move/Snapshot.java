package io.firstclaim.persistence.move;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.persistence.Maintenance;
import io.firstclaim.persistence.UnfinishedImport;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;

/// A database as it was at one moment, whatever others write meanwhile.
final class Snapshot implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 1000;

    private final Maintenance database;
    private final Connection connection;

    private Snapshot(Maintenance database, Connection connection) {
        this.database = database;
        this.connection = connection;
    }

    /// Takes one of a database that is there.
    static Snapshot of(Maintenance database) throws SQLException {
        var connection = database.connect(false);
        try {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return new Snapshot(database, connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// The version of its schema.
    ///
    /// @throws FirstclaimException
    ///             when it has none, or an import did not finish in it
    String schema() throws SQLException {
        if (UnfinishedImport.isIn(connection)) {
            throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW, "The database " + database.shownUrl()
                    + " holds a part of an export only: let 'firstclaim import' finish it first.");
        }
        return SchemaVersion.of(connection).orElseThrow(() -> new FirstclaimException(Problem.NOT_FOUND,
                "The database " + database.shownUrl() + " holds nothing of Firstclaim."));
    }

    /// The tables that are moved, each after those that its foreign keys lead to.
    List<MovedTable> tables() throws SQLException {
        return MovedTables.of(connection);
    }

    /// The rows of all these tables.
    long count(List<MovedTable> tables) throws SQLException {
        long rows = 0;
        for (var table : tables) {
            try (var statement = connection.createStatement();
                    var answer = statement.executeQuery("SELECT COUNT(*) FROM " + table.name())) {
                answer.next();
                rows += answer.getLong(1);
            }
        }
        return rows;
    }

    /// Writes the rows of a table.
    ///
    /// @param done
    ///            is told now and then how many are written
    TableContent write(MovedTable table, OutputStream out, LongConsumer done) throws SQLException, IOException {
        var hashing = new HashingStream(out);
        long rows = 0;
        try (var statement = connection.prepareStatement(table.select(database::inByteOrder));
                var json = Json.generator(hashing)) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (var row = statement.executeQuery()) {
                while (row.next()) {
                    json.writeStartArray();
                    for (int i = 0; i < table.columns().size(); i++) {
                        table.columns().get(i).kind().write(row, i + 1, json);
                    }
                    json.writeEndArray();
                    json.writeRaw('\n');
                    rows++;
                    done.accept(rows);
                }
            }
        }
        return new TableContent(rows, hashing.sha256());
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }
}
