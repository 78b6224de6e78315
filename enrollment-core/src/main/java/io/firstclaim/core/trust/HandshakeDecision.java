package io.firstclaim.core.trust;

import java.security.cert.X509Certificate;

/// Whether a handshake may go on.
public sealed interface HandshakeDecision {
    /// The chain leads to this trust anchor.
    record Trusted(X509Certificate anchor) implements HandshakeDecision {
        /// Of the trust anchor.
        public Fingerprint fingerprint() {
            return Fingerprint.of(anchor);
        }
    }

    /// The chain leads to none.
    ///
    /// @param detail the reason in words, for the log
    record Untrusted(UntrustedReason reason, String detail) implements HandshakeDecision {}
}
