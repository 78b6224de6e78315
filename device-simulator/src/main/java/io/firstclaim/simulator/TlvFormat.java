package io.firstclaim.simulator;

/// Reads the OMA TLV format.
@FunctionalInterface
interface TlvFormat {
    /// The content format's number.
    int CONTENT_FORMAT = 11542;

    /// Reads a payload.
    ///
    /// @throws IllegalArgumentException if it isn't well-formed, is empty, or mixes instances and resources
    TlvContent read(Octets payload);
}
