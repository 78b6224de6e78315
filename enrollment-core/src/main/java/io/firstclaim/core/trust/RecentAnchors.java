package io.firstclaim.core.trust;

import java.util.LinkedHashMap;
import java.util.Map;

/// The trust anchors by which devices came lately, so that look-alikes of them are tried last. Safe for use by many threads.
final class RecentAnchors {
    /// How many are remembered.
    static final int MAX_REMEMBERED = 1_000;

    private final Map<Fingerprint, Boolean> anchors = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Fingerprint, Boolean> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    synchronized void add(Fingerprint anchor) {
        anchors.put(anchor, true);
    }

    synchronized boolean contains(Fingerprint anchor) {
        return anchors.containsKey(anchor);
    }
}
