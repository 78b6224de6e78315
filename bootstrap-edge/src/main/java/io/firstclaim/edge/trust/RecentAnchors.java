package io.firstclaim.edge.trust;

import com.google.protobuf.ByteString;
import java.util.LinkedHashMap;
import java.util.Map;

/// The anchors that lately led a device in, so that look-alikes can't push them behind the bound on signatures.
final class RecentAnchors {

    private static final int MAX = 1024;

    private final Map<ByteString, Boolean> latest = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteString, Boolean> eldest) {
            return size() > MAX;
        }
    };

    synchronized void add(ByteString fingerprint) {
        latest.put(fingerprint, true);
    }

    synchronized boolean contains(ByteString fingerprint) {
        return latest.containsKey(fingerprint);
    }
}
