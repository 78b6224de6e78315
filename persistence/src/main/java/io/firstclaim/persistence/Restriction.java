package io.firstclaim.persistence;

import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Operator;
import io.firstclaim.core.listing.Selection;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The end of a statement that lists or counts: criteria, and the order and the bounds of the page. What a caller wrote is a parameter, never a part of the
/// text: a field stands for an expression that the DAO names, an operator for one of those here.
///
/// @param sql
///            to append to conditions
/// @param values
///            of the parameters in it
public record Restriction(String sql, Map<String, Object> values) {
    private static final String ID = "id";

    /// The criteria of a count.
    ///
    /// @param expressions
    ///            what each field is in the statement
    public static <T> Restriction of(List<Criterion<T>> criteria, Map<String, String> expressions) {
        var sql = new StringBuilder();
        var values = new HashMap<String, Object>();
        for (int i = 0; i < criteria.size(); i++) {
            var criterion = criteria.get(i);
            var expression = Objects.requireNonNull(expressions.get(criterion.field()), criterion.field());
            sql.append(" AND ").append(condition(criterion, expression, "criterion" + i + "_", values));
        }
        return new Restriction(sql.toString(), values);
    }

    /// The criteria of a list, its page and its order.
    ///
    /// @param fixed
    ///            the columns before the id in the index that the list is read from, each of which the statement has as one value: H2 reads rows in the order of an
    ///            index, and so no more than a page of them, only if ORDER BY names all its columns
    public static <T> Restriction of(Selection<T> selection, Map<String, String> expressions, String... fixed) {
        var criteria = of(selection.criteria(), expressions);
        var id = Objects.requireNonNull(expressions.get(ID), ID);
        var sql = new StringBuilder(criteria.sql());
        var values = new HashMap<>(criteria.values());
        if (selection.after() != null) {
            sql.append(" AND ").append(id).append(selection.descending() ? " < " : " > ").append(":pageAfter");
            values.put("pageAfter", selection.after());
        }
        var direction = selection.descending() ? " DESC" : "";
        sql.append(Stream.concat(Arrays.stream(fixed), Stream.of(id)).map(column -> column + direction)
                .collect(Collectors.joining(", ", " ORDER BY ", " LIMIT :pageLimit")));
        values.put("pageLimit", selection.limit());
        return new Restriction(sql.toString(), values);
    }

    private static String condition(Criterion<?> criterion, String expression, String prefix,
            Map<String, Object> values) {
        var names = new StringJoiner(", ");
        for (var value : criterion.values()) {
            var name = prefix + values.size();
            values.put(name, criterion.operator() == Operator.CONTAINS ? pattern(value.toString()) : value);
            names.add(":" + name);
        }
        return switch (criterion.operator()) {
            case EQUAL -> expression + " = " + names;
            case NOT_EQUAL -> "(" + expression + " <> " + names + " OR " + expression + " IS NULL)";
            case IN -> expression + " IN (" + names + ")";
            case NOT_IN -> "(" + expression + " NOT IN (" + names + ") OR " + expression + " IS NULL)";
            case AT_LEAST -> expression + " >= " + names;
            case AT_MOST -> expression + " <= " + names;
            case CONTAINS -> "LOWER(" + expression + ") LIKE LOWER(" + names + ") ESCAPE '!'";
        };
    }

    private static String pattern(String part) {
        return "%" + part.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }
}
