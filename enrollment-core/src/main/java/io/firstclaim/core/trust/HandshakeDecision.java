package io.firstclaim.core.trust;

/// Whether a handshake may go on.
public sealed interface HandshakeDecision {
    /// The chain leads to this trust anchor.
    record Trusted(Fingerprint anchor) implements HandshakeDecision {}

    /// The chain leads to none.
    ///
    /// @param detail the reason in words, for the log
    record Untrusted(UntrustedReason reason, String detail) implements HandshakeDecision {}
}
