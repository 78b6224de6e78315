package io.firstclaim.core.listing;

import java.util.List;
import java.util.function.Predicate;

/// A condition that was understood: what a store chooses by.
///
/// @param field
///            one of the list's fields
/// @param values
///            of the type that the field has; one, unless the operator takes many
/// @param holds
///            whether an element fulfils it, for what is not in a database
public record Criterion<T>(String field, Operator operator, List<Object> values, Predicate<T> holds) {}
