package io.firstclaim.core.trust;

import java.util.LinkedHashMap;
import java.util.Map;

/// A map that keeps the entries used last. Not safe for use by many threads at once.
final class LastUsed<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1L;

    private final int most;

    /// A map of `most` entries at the most.
    LastUsed(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > most;
    }
}
