package io.firstclaim.edge.trust;

import com.google.protobuf.ByteString;
import io.firstclaim.proto.bootstrap.v1.UntrustedReason;

/// Whether the chain of a handshake leads to a trust anchor.
public sealed interface ChainVerdict {

    /// It does.
    ///
    /// @param anchor the SHA-256 of the anchor's certificate
    record Trusted(ByteString anchor) implements ChainVerdict {}

    /// It does not: a fatal alert.
    record Untrusted(UntrustedReason reason, String detail) implements ChainVerdict {}

    /// It can't be said. Never shown as "not trusted": the device would be told something that may be false.
    record Undecided(String detail) implements ChainVerdict {}
}
