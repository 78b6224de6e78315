package io.firstclaim.persistence.move;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// A table that is moved.
///
/// @param name
///            in lower case
/// @param columns
///            in the order of their names, which is the same on every database
/// @param key
///            the columns of its primary key, whose order is that of the rows in an export
record MovedTable(String name, List<Column> columns, List<String> key) {
    /// A column.
    record Column(String name, ColumnKind kind) {}

    MovedTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /// Asks for all rows in the order of the key.
    ///
    /// @param inByteOrder
    ///            a text column as a sort key that has the same order on every database
    String select(UnaryOperator<String> inByteOrder) {
        var order = key.stream().map(column -> kindOf(column) == ColumnKind.TEXT ? inByteOrder.apply(column) : column)
                .collect(Collectors.joining(", "));
        return "SELECT " + names() + " FROM " + name + " ORDER BY " + order;
    }

    /// Adds a row.
    String insert() {
        return "INSERT INTO " + name + " (" + names() + ") VALUES ("
                + columns.stream().map(_ -> "?").collect(Collectors.joining(", ")) + ")";
    }

    private String names() {
        return columns.stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private ColumnKind kindOf(String column) {
        return columns.stream().filter(one -> one.name().equals(column)).map(Column::kind).findFirst().orElseThrow();
    }
}
