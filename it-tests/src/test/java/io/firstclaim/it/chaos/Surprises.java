package io.firstclaim.it.chaos;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// What a client was told and no contract permits, and what did not come about in time.
final class Surprises {
    private final ConcurrentLinkedQueue<String> all = new ConcurrentLinkedQueue<>();

    void add(String surprise) {
        all.add(surprise);
    }

    List<String> all() {
        return List.copyOf(all);
    }
}
