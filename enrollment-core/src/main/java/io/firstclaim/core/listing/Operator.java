package io.firstclaim.core.listing;

/// How a field is compared with values. A field that is not set fulfils [#NOT_EQUAL] and [#NOT_IN] only.
public enum Operator {
    /// It is the value.
    EQUAL,
    /// It is not the value.
    NOT_EQUAL,
    /// It is one of the values.
    IN,
    /// It is none of the values.
    NOT_IN,
    /// It is the value or larger.
    AT_LEAST,
    /// It is the value or smaller.
    AT_MOST,
    /// It contains the value, whatever the case of its letters.
    CONTAINS;

    /// Whether it takes any number of values, not exactly one.
    boolean takesMany() {
        return this == IN || this == NOT_IN;
    }
}
