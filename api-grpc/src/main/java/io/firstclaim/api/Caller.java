package io.firstclaim.api;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// Who calls the core, and how that is proved.
public sealed interface Caller {

    /// An administrator, by an API key in the metadata `authorization: Bearer <key>`.
    static Caller apiKey(String key) {
        return new ApiKey(key);
    }

    /// A bootstrap edge, by its TLS client certificate.
    ///
    /// @param chain leaf first
    /// @param key the key of the leaf
    static Caller edge(List<X509Certificate> chain, PrivateKey key) {
        return new Edge(List.copyOf(chain), key);
    }

    /// Nobody yet: an edge that joins with a token, or a health check.
    static Caller anonymous() {
        return new Anonymous();
    }

    /// See [Caller#apiKey(String)].
    record ApiKey(String key) implements Caller {
        public ApiKey {
            if (key.isBlank() || !key.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw new IllegalArgumentException("an API key consists of printable ASCII characters without spaces");
            }
        }

        /// Without the key, which is a secret.
        @Override
        public String toString() {
            return "ApiKey[hidden]";
        }
    }

    /// See [Caller#edge(List, PrivateKey)].
    record Edge(List<X509Certificate> chain, PrivateKey key) implements Caller {
        public Edge {
            if (chain.isEmpty()) {
                throw new IllegalArgumentException("the identity of an edge has at least one certificate");
            }
        }

        /// Without the key, which is a secret.
        @Override
        public String toString() {
            return "Edge[" + chain.getFirst().getSubjectX500Principal() + "]";
        }
    }

    /// See [Caller#anonymous()].
    record Anonymous() implements Caller {}
}
