package io.firstclaim.simulator.fleet;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/// A number for each constant of an enum, to which many threads add at once.
final class Adders<E extends Enum<E>> {
    private final Class<E> keys;
    private final Map<E, LongAdder> adders;

    Adders(Class<E> keys) {
        this.keys = keys;
        this.adders = new EnumMap<>(keys);
        for (E key : keys.getEnumConstants()) {
            adders.put(key, new LongAdder());
        }
    }

    void add(E key, long number) {
        Objects.requireNonNull(adders.get(key)).add(number);
    }

    Map<E, Long> sums() {
        Map<E, Long> sums = new EnumMap<>(keys);
        adders.forEach((key, adder) -> sums.put(key, adder.sum()));
        return sums;
    }
}
