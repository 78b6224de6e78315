package io.firstclaim.api;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/// Where the cores of one installation listen. Calls are spread over all that answer, and those under way on one that goes away are made again on another
/// where the contract allows a repeat. A name that DNS knows several addresses of stands for as many cores.
///
/// @param all at least one, each once
public record CoreAddresses(List<CoreAddress> all) implements Iterable<CoreAddress> {

    /// The most that one names one by one; more stand behind one name.
    public static final int MAX = 32;

    public CoreAddresses {
        all = all.stream().distinct().toList();
        if (all.isEmpty() || all.size() > MAX) {
            throw new IllegalArgumentException("1 to " + MAX + " cores are expected, not " + all.size());
        }
    }

    /// The addresses, in the order in which they are written.
    public static CoreAddresses of(CoreAddress... addresses) {
        return new CoreAddresses(List.of(addresses));
    }

    /// Reads `host:port`, or several with commas between them.
    ///
    /// @throws IllegalArgumentException when it is neither
    public static CoreAddresses parse(String text) {
        return new CoreAddresses(
                Arrays.stream(text.split(",", -1)).map(String::strip).map(CoreAddress::parse).toList());
    }

    @Override
    public Iterator<CoreAddress> iterator() {
        return all.iterator();
    }

    /// As [#parse(String)] reads it.
    @Override
    public String toString() {
        return all.stream().map(CoreAddress::toString).collect(Collectors.joining(","));
    }
}
