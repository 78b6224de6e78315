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
    /// @param signatures how many signatures were verified to find that out
    record Untrusted(UntrustedReason reason, String detail, int signatures) implements HandshakeDecision {
        /// What needed no signature to be found out.
        Untrusted(UntrustedReason reason, String detail) {
            this(reason, detail, 0);
        }

        Untrusted after(int verified) {
            return new Untrusted(reason, detail, verified);
        }
    }

    /// There are more candidates than may be tried in one handshake, and the tried ones are not it. Not the same as untrusted: the next attempt goes
    /// on where this one ended.
    ///
    /// @param detail the reason in words, for the log
    /// @param signatures how many signatures were verified
    record Undecided(String detail, int signatures) implements HandshakeDecision {}
}
