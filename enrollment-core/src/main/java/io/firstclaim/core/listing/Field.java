package io.firstclaim.core.listing;

import io.firstclaim.core.FirstclaimException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A field of the elements of a list, by which a caller may choose among them.
///
/// @param name
///            as callers write it
/// @param value
///            of an element; null when it is not set
public record Field<T, V extends Comparable<? super V>>(String name, Kind<V> kind, Value<T, V> value) {
    /// The most values of one condition.
    public static final int MAX_VALUES = 1000;

    /// Reads an element's value.
    @FunctionalInterface
    public interface Value<T, V> {
        /// The value; null when it is not set.
        @Nullable
        V of(T element);
    }

    /// A condition on this field.
    Criterion<T> criterion(Operator operator, List<String> texts) {
        if (!kind.takes(operator)) {
            throw FirstclaimException.invalid(name, "The field %s can't be compared by %s: one of %s is expected."
                    .formatted(name, operator, kind.operators()));
        }
        var most = operator.takesMany() ? MAX_VALUES : 1;
        if (texts.isEmpty() || texts.size() > most) {
            throw FirstclaimException.invalid(name,
                    "%d values for %s by %s: 1%s expected.".formatted(texts.size(), name,
                            operator, most == 1 ? " is" : " to " + most + " are"));
        }
        var values = texts.stream().map(text -> kind.read(name, operator, text)).toList();
        return new Criterion<>(name, operator, List.copyOf(values),
                element -> holds(operator, values, value.of(element)));
    }

    private static <V extends Comparable<? super V>> boolean holds(Operator operator, List<V> values,
            @Nullable V value) {
        if (value == null) {
            return operator == Operator.NOT_EQUAL || operator == Operator.NOT_IN;
        }
        return switch (operator) {
            case EQUAL, IN -> values.contains(value);
            case NOT_EQUAL, NOT_IN -> !values.contains(value);
            case AT_LEAST -> value.compareTo(values.getFirst()) >= 0;
            case AT_MOST -> value.compareTo(values.getFirst()) <= 0;
            case CONTAINS -> lower(value).contains(lower(values.getFirst()));
        };
    }

    private static String lower(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }
}
