package io.firstclaim.core;

import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Fields;
import io.firstclaim.core.listing.ListRequest;
import io.firstclaim.core.listing.Selection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// A page of a list, and the id after which the next one begins; null on the last page.
///
/// @param total
///            how many there are on all pages, where the caller wants to know; else 0
public record Page<T>(List<T> items, @Nullable ResourceId next, long total) {
    public Page {
        items = List.copyOf(items);
    }

    /// A page of a list that nobody counted.
    public Page(List<T> items, @Nullable ResourceId next) {
        this(items, next, 0);
    }

    /// Makes the page that a caller wants of what a store gives.
    ///
    /// @param list
    ///            asks a store for elements
    /// @param count
    ///            asks a store how many fulfil the criteria
    /// @throws FirstclaimException
    ///             for conditions that the list does not know
    public static <T> Page<T> read(ListRequest request, Fields<T> fields, Function<T, ResourceId> id,
            Function<Selection<T>, List<T>> list, ToLongFunction<List<Criterion<T>>> count) {
        var criteria = fields.read(request.conditions());
        var page = read(request.page(), id,
                (after, limit) -> list.apply(new Selection<>(criteria, request.descending(), after, limit)));
        return request.counted() ? new Page<>(page.items(), page.next(), count.applyAsLong(criteria)) : page;
    }

    /// Makes a page of what a store gave for one element more than asked for.
    ///
    /// @param read
    ///            asks a store for a page
    public static <T> Page<T> read(PageRequest request, Function<T, ResourceId> id, PageReader<T> read) {
        var found = read.list(request.after(), request.limit() + 1);
        if (found.size() <= request.limit()) {
            return new Page<>(found, null);
        }
        var items = found.subList(0, request.limit());
        return new Page<>(items, id.apply(items.getLast()));
    }

    /// A store's list: at most `limit` elements, in the order of their ids, whose id is larger than `after`.
    @FunctionalInterface
    public interface PageReader<T> {
        List<T> list(@Nullable ResourceId after, int limit);
    }
}
