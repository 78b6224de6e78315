package io.firstclaim.persistence.trust;

import io.firstclaim.core.trust.CaCertificate;
import java.util.LinkedHashMap;
import java.util.Map;

/// CA certificates as they are stored, parsed. Those read last are remembered by their text, since a text means the same certificate for ever and every
/// handshake and every claim reads one.
final class StoredCa {
    /// How many are remembered.
    static final int MAX_REMEMBERED = 1_000;
    /// The longest text that is remembered, so that all of them need some 20 MB at the most.
    static final int MAX_LENGTH = 8_192;

    private static final Map<String, CaCertificate> REMEMBERED = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CaCertificate> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private StoredCa() {}

    static CaCertificate parse(String pem) {
        if (pem.length() > MAX_LENGTH) {
            return CaCertificate.parse(pem);
        }
        synchronized (REMEMBERED) {
            var known = REMEMBERED.get(pem);
            if (known != null) {
                return known;
            }
        }
        var parsed = CaCertificate.parse(pem);
        synchronized (REMEMBERED) {
            REMEMBERED.put(pem, parsed);
        }
        return parsed;
    }
}
