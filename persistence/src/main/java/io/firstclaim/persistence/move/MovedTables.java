package io.firstclaim.persistence.move;

import io.firstclaim.persistence.UnfinishedImport;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The tables of a database that are moved, as its catalogue has them.
final class MovedTables {
    /// Where Flyway keeps what it did to the schema.
    static final String SCHEMA_HISTORY = "flyway_schema_history";
    /// A lease says what a process is doing; no process of this database does it on another one.
    static final Set<String> LEFT_BEHIND = Set.of("lease", SCHEMA_HISTORY, UnfinishedImport.TABLE);
    /// The tables that the migrations themselves put rows into. A database that is otherwise empty is empty.
    static final Set<String> FILLED_BY_MIGRATIONS = Set.of("trust_revision");

    private final DatabaseMetaData catalogue;
    private final @Nullable String schema;

    private MovedTables(Connection connection) throws SQLException {
        catalogue = connection.getMetaData();
        schema = connection.getSchema();
    }

    /// All of them, each after those that its foreign keys lead to.
    static List<MovedTable> of(Connection connection) throws SQLException {
        return new MovedTables(connection).inOrder();
    }

    private List<MovedTable> inOrder() throws SQLException {
        var names = new TreeMap<String, String>();
        try (var rows = catalogue.getTables(null, schema, "%", new String[]{"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                var name = rows.getString("TABLE_NAME");
                names.put(lower(name), name);
            }
        }
        names.keySet().removeAll(LEFT_BEHIND);
        var ordered = new LinkedHashMap<String, MovedTable>();
        for (var name : names.values()) {
            add(name, names, ordered);
        }
        return List.copyOf(ordered.values());
    }

    private void add(String name, Map<String, String> names, Map<String, MovedTable> ordered) throws SQLException {
        if (ordered.containsKey(lower(name))) {
            return;
        }
        for (var before : listed(catalogue.getImportedKeys(null, schema, name), "PKTABLE_NAME")) {
            if (!before.equals(name) && names.containsKey(lower(before))) {
                add(before, names, ordered);
            }
        }
        ordered.put(lower(name), new MovedTable(lower(name), columns(name), key(name)));
    }

    private List<MovedTable.Column> columns(String table) throws SQLException {
        var columns = new TreeMap<String, MovedTable.Column>();
        try (var rows = catalogue.getColumns(null, schema, table, "%")) {
            while (rows.next()) {
                var name = lower(rows.getString("COLUMN_NAME"));
                var type = rows.getString("TYPE_NAME");
                var kind = ColumnKind.of(rows.getInt("DATA_TYPE"), type);
                columns.put(name, new MovedTable.Column(name, kind.orElseThrow(() -> new IllegalStateException(
                        table + "." + name + " is a " + type + ", which an export has no form for"))));
            }
        }
        return List.copyOf(columns.values());
    }

    private List<String> key(String table) throws SQLException {
        var columns = new TreeMap<Integer, String>();
        try (var rows = catalogue.getPrimaryKeys(null, schema, table)) {
            while (rows.next()) {
                columns.put(rows.getInt("KEY_SEQ"), lower(rows.getString("COLUMN_NAME")));
            }
        }
        if (columns.isEmpty()) {
            throw new IllegalStateException(table + " has no primary key by which its rows could be ordered");
        }
        return List.copyOf(columns.values());
    }

    private static List<String> listed(java.sql.ResultSet rows, String column) throws SQLException {
        try (rows) {
            var listed = new ArrayList<String>();
            while (rows.next()) {
                listed.add(rows.getString(column));
            }
            return listed;
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
