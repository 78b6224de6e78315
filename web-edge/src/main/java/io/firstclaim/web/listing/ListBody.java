package io.firstclaim.web.listing;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list.
///
/// @param object `list`
/// @param limit how many elements a page has at most
/// @param after the `after` of the request
/// @param order never null: a client crashes without it
/// @param hasMore whether there is another page
/// @param totalCount how many elements there are on all pages; always sent: clients read 0 without it
/// @param data the elements
public record ListBody<T>(String object, int limit, @Nullable String after, Order order, boolean hasMore,
        long totalCount, List<T> data) {

    /// The page that answers a query.
    ///
    /// @param nextPageToken of the core; empty on the last page
    /// @param data the elements as the core gives them
    /// @param shape makes of each what is shown
    public static <M, T> ListBody<T> of(ListQuery query, String nextPageToken, long totalSize, List<M> data,
            Function<? super M, T> shape) {
        return new ListBody<>("list", query.limit(), query.after(), query.order(), !nextPageToken.isEmpty(), totalSize,
                data.stream().map(shape).toList());
    }
}
