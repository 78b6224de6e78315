package io.firstclaim.core;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list, and the id after which the next one begins; null on the last page.
public record Page<T>(List<T> items, @Nullable ResourceId next) {
    public Page {
        items = List.copyOf(items);
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
