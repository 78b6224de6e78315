package io.firstclaim.core.listing;

import io.firstclaim.core.PageRequest;
import java.util.List;
import java.util.stream.Stream;

/// What a caller wants of a list.
///
/// @param page
///            which page; it begins after the last element of the page before, in the order of the list
/// @param conditions
///            that all hold together
/// @param descending
///            whether the youngest come first
/// @param counted
///            whether to count what fulfils the conditions on all pages
public record ListRequest(PageRequest page, List<Condition> conditions, boolean descending, boolean counted) {
    public ListRequest {
        conditions = List.copyOf(conditions);
    }

    /// A page of everything, the oldest first.
    public static ListRequest of(PageRequest page) {
        return new ListRequest(page, List.of(), false, false);
    }

    /// The same with one more condition.
    public ListRequest and(Condition condition) {
        return new ListRequest(page, Stream.concat(conditions.stream(), Stream.of(condition)).toList(), descending,
                counted);
    }
}
