package io.firstclaim.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Rows as one array for each column, so that one statement takes all of them: `SELECT … FROM UNNEST(:ids, …)`. Neither their number nor their values change
/// its text, which the server therefore reads once.
///
/// @param <R>
///            what a row is made of
public final class ArrayColumns<R> {
    private final Collection<R> rows;
    private final Map<String, Argument> columns = new LinkedHashMap<>();

    public ArrayColumns(Collection<R> rows) {
        this.rows = rows;
    }

    /// A column of bytes; null for none.
    public ArrayColumns<R> bytes(String name, Function<R, byte @Nullable []> value) {
        return column(name, "bytea", rows.stream().map(value).toArray(byte[][]::new));
    }

    /// A column of text; null for none.
    public ArrayColumns<R> texts(String name, Function<R, @Nullable String> value) {
        return column(name, "varchar", rows.stream().map(value).toArray(String[]::new));
    }

    /// A column of numbers.
    public ArrayColumns<R> numbers(String name, ToLongFunction<R> value) {
        return column(name, "bigint", rows.stream().map(value::applyAsLong).toArray(Long[]::new));
    }

    /// A column of yes and no.
    public ArrayColumns<R> flags(String name, Predicate<R> value) {
        return column(name, "bool", rows.stream().map(value::test).toArray(Boolean[]::new));
    }

    /// A column of times, cut to milliseconds; null for none.
    public ArrayColumns<R> times(String name, Function<R, @Nullable Instant> value) {
        return column(name, "timestamptz", rows.stream().map(value)
                .map(time -> time == null ? null : time.truncatedTo(ChronoUnit.MILLIS).toString())
                .toArray(String[]::new));
    }

    /// Gives the arrays to a statement, each under the name of its column.
    public <S extends SqlStatement<S>> S bindTo(S statement) {
        columns.forEach(statement::bind);
        return statement;
    }

    private ArrayColumns<R> column(String name, String type, Object[] values) {
        columns.put(name, (position, statement, _) -> statement.setArray(position,
                array(statement.getConnection(), type, values)));
        return this;
    }

    private static java.sql.Array array(Connection connection, String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }
}
