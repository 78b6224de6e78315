package io.firstclaim.persistence.move;

import java.util.List;

/// What is in an export: the file's entry `manifest.json`. It says nothing of time and place, so that the same content is always the same file.
///
/// @param format
///            [#FORMAT]
/// @param formatVersion
///            [#VERSION]; a reader refuses others
/// @param schema
///            the version of the schema that the rows are of
/// @param tables
///            in the order in which they can be filled
record Manifest(String format, int formatVersion, String schema, List<Table> tables) {
    /// What every export says of itself.
    static final String FORMAT = "firstclaim-export";
    /// The version of the format.
    static final int VERSION = 1;

    /// A table, and its rows in the entry of [#entry()].
    ///
    /// @param rows
    ///            how many there are
    /// @param sha256
    ///            of the whole entry, as lower-case hex
    record Table(String name, List<MovedTable.Column> columns, List<String> key, long rows, String sha256) {
        static Table of(MovedTable table, TableContent content) {
            return new Table(table.name(), table.columns(), table.key(), content.rows(), content.sha256());
        }

        MovedTable table() {
            return new MovedTable(name, columns, key);
        }

        TableContent content() {
            return new TableContent(rows, sha256);
        }

        /// The name of its entry: JSON lines, an array of the columns' values each.
        String entry() {
            return entryOf(name);
        }
    }

    static String entryOf(String table) {
        return "tables/" + table + ".jsonl";
    }

    long rows() {
        return tables.stream().mapToLong(Table::rows).sum();
    }
}
