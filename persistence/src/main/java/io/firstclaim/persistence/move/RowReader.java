package io.firstclaim.persistence.move;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// The rows of a table in an export, one after the other.
final class RowReader implements AutoCloseable {
    private final Manifest.Table table;
    private final JsonParser json;
    private long row;

    RowReader(InputStream in, Manifest.Table table) throws IOException {
        this.table = table;
        this.json = Json.parser(in);
    }

    /// Goes to the next row; false at the end.
    boolean next() throws IOException {
        var token = json.nextToken();
        if (token == null) {
            return false;
        }
        row++;
        require(token == JsonToken.START_ARRAY);
        return true;
    }

    /// Passes over so many rows.
    void skip(long rows) throws IOException {
        for (long i = 0; i < rows; i++) {
            require(next());
            json.skipChildren();
        }
    }

    /// Takes the row's values as a statement's parameters.
    void read(PreparedStatement statement) throws SQLException, IOException {
        var columns = table.columns();
        for (int i = 0; i < columns.size(); i++) {
            require(json.nextToken() != JsonToken.END_ARRAY);
            columns.get(i).kind().read(json, statement, i + 1);
        }
        require(json.nextToken() == JsonToken.END_ARRAY);
    }

    /// How many bytes are read.
    long bytes() {
        return json.currentLocation().getByteOffset();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private void require(boolean asExpected) throws DamagedExportException {
        if (!asExpected) {
            throw new DamagedExportException(
                    "%s, row %d: an array of %d values is expected".formatted(table.entry(), row,
                            table.columns().size()));
        }
    }
}
