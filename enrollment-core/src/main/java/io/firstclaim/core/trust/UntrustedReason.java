package io.firstclaim.core.trust;

/// Why a chain is not trusted; an edge makes an alert of it (RFC 5246, section 7.2.2).
public enum UntrustedReason {
    /// No trust anchor issued it.
    UNKNOWN_CA,
    /// A certificate is past its validity, or before it.
    EXPIRED,
    /// A signature does not hold.
    BAD_CERTIFICATE,
    /// The leaf may not authenticate a TLS client, or an issuer is not a CA.
    WRONG_USAGE,
    /// The key is not P-256, or a signature is over a hash that is broken, SHA-1 or older.
    UNSUPPORTED_KEY
}
