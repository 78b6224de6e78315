package io.firstclaim.core.listing;

import java.util.List;

/// What an element of a list must fulfil, as callers write it. [Fields#read] says whether the list knows it.
public record Condition(String field, Operator operator, List<String> values) {
    public Condition {
        values = List.copyOf(values);
    }

    /// The field is the value.
    public static Condition equal(String field, String value) {
        return new Condition(field, Operator.EQUAL, List.of(value));
    }
}
