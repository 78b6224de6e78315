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
    ///
    /// @param signatures how many were verified to find that out
    record Untrusted(UntrustedReason reason, String detail, int signatures) implements ChainVerdict {
        /// What needed no signature to be found out.
        public Untrusted(UntrustedReason reason, String detail) {
            this(reason, detail, 0);
        }
    }

    /// It can't be said. Never shown as "not trusted": the device would be told something that may be false.
    ///
    /// @param signatures how many were verified in vain
    record Undecided(String detail, int signatures) implements ChainVerdict {
        /// What is not the doing of who knocks.
        public Undecided(String detail) {
            this(detail, 0);
        }
    }
}
