package io.firstclaim.core.listing;

import io.firstclaim.core.ResourceId;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a store reads of a list: at most `limit` elements that fulfil all criteria, in the order of their ids or against it, beyond the element `after`.
///
/// @param after
///            the id beyond which to begin, whether it still exists or not; null for the first
public record Selection<T>(List<Criterion<T>> criteria, boolean descending, @Nullable ResourceId after, int limit) {
    public Selection {
        criteria = List.copyOf(criteria);
    }

    /// The first elements of everything, the oldest first.
    public static <T> Selection<T> first(int limit) {
        return after(null, limit);
    }

    /// Elements of everything after one, the oldest first.
    public static <T> Selection<T> after(@Nullable ResourceId after, int limit) {
        return new Selection<>(List.of(), false, after, limit);
    }

    /// Chooses among elements that are at hand, in any order.
    public List<T> from(Stream<T> elements, Function<T, ResourceId> id) {
        var order = Comparator.comparing(id);
        return elements.filter(element -> isBeyond(id.apply(element)) && fulfils(element, criteria))
                .sorted(descending ? order.reversed() : order).limit(limit).toList();
    }

    /// Whether an element fulfils all criteria.
    public static <T> boolean fulfils(T element, List<Criterion<T>> criteria) {
        return criteria.stream().allMatch(criterion -> criterion.holds().test(element));
    }

    private boolean isBeyond(ResourceId id) {
        return after == null || (descending ? id.compareTo(after) < 0 : id.compareTo(after) > 0);
    }
}
