package io.firstclaim.edge.core;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The key and certificate that this edge shows to devices. Made anew at each start; replaced before it expires, without a restart.
public final class ServerIdentity {

    private volatile Optional<Issued> current = Optional.empty();

    /// A certified key.
    ///
    /// @param chain leaf first
    /// @param renewAt when it is time for the next one
    public record Issued(PrivateKey key, List<X509Certificate> chain, Instant renewAt) {

        /// Without the key.
        @Override
        public String toString() {
            return "Issued[" + chain.getFirst().getSubjectX500Principal() + "]";
        }
    }

    /// Empty until the core certified one.
    public Optional<Issued> current() {
        return current;
    }

    /// How long the certificate is still valid, in seconds; 0 without one, and when it has expired.
    public int remainingSeconds(Instant now) {
        return current.map(issued -> Duration.between(now, issued.chain().getFirst().getNotAfter().toInstant()))
                .map(left -> Math.clamp(left.toSeconds(), 0, Integer.MAX_VALUE)).orElse(0);
    }

    void replace(Issued issued) {
        current = Optional.of(issued);
    }
}
