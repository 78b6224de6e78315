package io.firstclaim.persistence;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Rows on their way into a table, by PostgreSQL's `COPY … WITH (FORMAT binary)`. Each row begins with [#row] and has exactly so many values.
public final class CopyRows implements AutoCloseable {
    /// For fewer rows an ordinary statement, which the server knows already, is not slower.
    public static final int FEWEST = 100;

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0};
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int MAX_VALUE = 40_000;

    private final CopyIn copy;
    private final int columns;
    private final ByteBuffer buffer = ByteBuffer.allocate(256 * 1024);

    /// Begins.
    ///
    /// @param columns
    ///            with commas between them
    public CopyRows(Connection connection, String table, String columns) throws SQLException {
        this.copy = connection.unwrap(PGConnection.class).getCopyAPI()
                .copyIn("COPY " + table + " (" + columns + ") FROM STDIN WITH (FORMAT binary)");
        this.columns = columns.split(",").length;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /// Copies rows on the connection of a transaction.
    ///
    /// @param values
    ///            gives the values of a row, in the order of the columns
    /// @throws UnableToExecuteStatementException
    ///             when the server refuses a row, and with it all of them
    public static <R> void copy(Handle handle, String table, String columns, List<R> rows,
            BiConsumer<R, CopyRows> values) {
        try (var copy = new CopyRows(handle.getConnection(), table, columns)) {
            for (var row : rows) {
                values.accept(row, copy.row());
            }
        } catch (SQLException refused) {
            throw new UnableToExecuteStatementException(refused, null);
        }
    }

    /// Begins the next row.
    public CopyRows row() throws SQLException {
        if (buffer.remaining() < columns * (Integer.BYTES + 64) + MAX_VALUE) {
            flush();
        }
        buffer.putShort((short) columns);
        return this;
    }

    /// A value of bytes; null for none.
    public CopyRows bytes(byte @Nullable [] value) {
        if (value == null) {
            buffer.putInt(-1);
        } else {
            buffer.putInt(value.length).put(value);
        }
        return this;
    }

    /// A text; null for none.
    public CopyRows text(@Nullable String value) {
        return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
    }

    /// A number of 64 bits.
    public CopyRows bigint(long value) {
        buffer.putInt(Long.BYTES).putLong(value);
        return this;
    }

    /// A number of 32 bits.
    public CopyRows integer(int value) {
        buffer.putInt(Integer.BYTES).putInt(value);
        return this;
    }

    /// A truth.
    public CopyRows bool(boolean value) {
        buffer.putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /// A time; null for none.
    public CopyRows time(@Nullable Instant value) {
        return value == null ? bytes(null) : bigint(ChronoUnit.MICROS.between(EPOCH, value));
    }

    /// Ends the last row.
    @Override
    public void close() throws SQLException {
        buffer.putShort((short) -1);
        flush();
        copy.endCopy();
    }

    private void flush() throws SQLException {
        copy.writeToCopy(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
