package io.firstclaim.it.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A stretch of time.
///
/// @param from its first moment
/// @param to its last
record Span(long from, long to) {
    /// A moment at which the most of them are.
    ///
    /// @param count how many
    record Crowd(int count, long at) {}

    /// Where the most spans are at once within another, however short.
    static Crowd most(List<Span> spans, Span within) {
        List<Long> begins = new ArrayList<>(List.of(within.from()));
        spans.stream().map(Span::from).filter(from -> from >= within.from() && from <= within.to())
                .forEach(begins::add);
        List<Long> froms = spans.stream().filter(Span::isOne).map(Span::from).sorted().toList();
        List<Long> ends = spans.stream().filter(Span::isOne).map(Span::to).sorted().toList();
        return begins.stream().map(at -> new Crowd(countUpTo(froms, at + 1) - countUpTo(ends, at), at))
                .max(Comparator.comparingInt(Crowd::count)).orElseThrow();
    }

    private boolean isOne() {
        return from <= to;
    }

    /// How many are less.
    private static int countUpTo(List<Long> sorted, long limit) {
        int low = 0;
        int high = sorted.size();
        while (low < high) {
            int middle = (low + high) / 2;
            if (sorted.get(middle) < limit) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
