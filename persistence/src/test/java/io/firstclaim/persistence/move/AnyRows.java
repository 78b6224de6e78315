package io.firstclaim.persistence.move;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// Rows of whatever tables there are: values of every kind and length, and nulls where they are allowed. They mean nothing, and they are the same every time.
final class AnyRows {
    private static final List<String> LETTERS = List.of("a", "Z", "7", "é", "\"", "\\", "\n", "\t", "'", ";", "\u2028",
            "😀");
    private static final long LATEST_MILLIS = 4_000_000_000_000L;

    private final Connection connection;
    private final Random random = new Random(11);

    /// A column as its catalogue has it.
    private record Shape(int size, boolean nullable, String type) {}

    AnyRows(Connection connection) {
        this.connection = connection;
    }

    /// Adds so many rows to every table that is moved, except where migrations put all there may be.
    void everywhere(int rows) throws SQLException {
        for (var table : MovedTables.of(connection)) {
            if (!MovedTables.FILLED_BY_MIGRATIONS.contains(table.name())) {
                into(table, rows);
            }
        }
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE trust_revision SET revision = 1000 + shard");
        }
    }

    /// Adds so many rows to one table.
    void into(String table, int rows) throws SQLException {
        into(MovedTables.of(connection).stream().filter(one -> one.name().equals(table)).findFirst().orElseThrow(),
                rows);
    }

    private void into(MovedTable table, int rows) throws SQLException {
        var shapes = shapes(table.name());
        var parents = parents(table.name());
        try (var insert = connection.prepareStatement(table.insert())) {
            for (int row = 1; row <= rows; row++) {
                for (int i = 0; i < table.columns().size(); i++) {
                    var column = table.columns().get(i);
                    var parent = parents.get(column.name());
                    if (parent == null) {
                        set(insert, i + 1, column.kind(), Objects.requireNonNull(shapes.get(column.name())), row);
                    } else {
                        insert.setBytes(i + 1, parent.get(row - 1));
                    }
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void set(PreparedStatement insert, int index, ColumnKind kind, Shape shape, int row) throws SQLException {
        if (shape.nullable() && random.nextInt(4) == 0) {
            insert.setObject(index, null);
            return;
        }
        switch (kind) {
            case BYTES -> insert.setBytes(index, bytes(Math.min(shape.size(), 2000)));
            case TEXT -> insert.setString(index, text(shape.size()));
            case NUMBER -> insert.setLong(index, shape.type().equals("BIGINT") ? random.nextLong(Long.MAX_VALUE) : row);
            case FLAG -> insert.setBoolean(index, random.nextBoolean());
            case TIME -> insert.setObject(index, time().atOffset(ZoneOffset.UTC));
        }
    }

    private Instant time() {
        var time = Instant.ofEpochMilli(random.nextLong(LATEST_MILLIS));
        return random.nextBoolean() ? time : time.truncatedTo(ChronoUnit.SECONDS);
    }

    private byte[] bytes(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        return bytes;
    }

    /// Half of what fits, since databases count some letters twice, and long enough not to come again where there is room.
    private String text(int size) {
        var text = new StringBuilder();
        for (int i = 0; i < Math.min(size / 2, 40); i++) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }

    private Map<String, Shape> shapes(String table) throws SQLException {
        var shapes = new HashMap<String, Shape>();
        try (var columns = connection.getMetaData().getColumns(null, connection.getSchema(),
                table.toUpperCase(Locale.ROOT), "%")) {
            while (columns.next()) {
                shapes.put(columns.getString("COLUMN_NAME").toLowerCase(Locale.ROOT),
                        new Shape(columns.getInt("COLUMN_SIZE"), columns.getInt("NULLABLE") == 1,
                                columns.getString("TYPE_NAME")));
            }
        }
        return shapes;
    }

    /// The values that columns with a foreign key can have.
    private Map<String, List<byte[]>> parents(String table) throws SQLException {
        var parents = new HashMap<String, List<byte[]>>();
        try (var keys = connection.getMetaData().getImportedKeys(null, connection.getSchema(),
                table.toUpperCase(Locale.ROOT))) {
            while (keys.next()) {
                parents.put(keys.getString("FKCOLUMN_NAME").toLowerCase(Locale.ROOT),
                        values(keys.getString("PKTABLE_NAME"), keys.getString("PKCOLUMN_NAME")));
            }
        }
        return parents;
    }

    private List<byte[]> values(String table, String column) throws SQLException {
        var values = new ArrayList<byte[]>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT " + column + " FROM " + table)) {
            while (rows.next()) {
                values.add(rows.getBytes(1));
            }
        }
        return values;
    }
}
