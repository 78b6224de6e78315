package io.firstclaim.server.claim;

import com.google.protobuf.ByteString;
import io.firstclaim.core.trust.HandshakeDecision;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import io.firstclaim.core.trust.HandshakeDecision.Undecided;
import io.firstclaim.core.trust.HandshakeDecision.Untrusted;
import io.firstclaim.core.trust.UntrustedReason;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeResponse;
import io.firstclaim.proto.bootstrap.v1.TrustedChain;
import io.firstclaim.proto.bootstrap.v1.UndecidedChain;
import io.firstclaim.proto.bootstrap.v1.UntrustedChain;

/// Decisions about handshakes as messages of the contract.
final class HandshakeMessages {

    private HandshakeMessages() {}

    static CheckHandshakeResponse decision(HandshakeDecision decision) {
        var message = CheckHandshakeResponse.newBuilder();
        return switch (decision) {
            case Trusted trusted -> message.setTrusted(TrustedChain.newBuilder()
                    .setAnchorFingerprint(ByteString.copyFrom(trusted.fingerprint().bytes()))).build();
            case Untrusted(var reason, var detail, int signatures) -> message.setUntrusted(UntrustedChain.newBuilder()
                    .setReason(reason(reason)).setDetail(detail).setSignatures(signatures)).build();
            case Undecided(var detail, int signatures) -> message.setUndecided(UndecidedChain.newBuilder()
                    .setDetail(detail).setSignatures(signatures)).build();
        };
    }

    static io.firstclaim.proto.bootstrap.v1.UntrustedReason reason(UntrustedReason reason) {
        return switch (reason) {
            case UNKNOWN_CA -> io.firstclaim.proto.bootstrap.v1.UntrustedReason.UNTRUSTED_REASON_UNKNOWN_CA;
            case EXPIRED -> io.firstclaim.proto.bootstrap.v1.UntrustedReason.UNTRUSTED_REASON_EXPIRED;
            case BAD_CERTIFICATE -> io.firstclaim.proto.bootstrap.v1.UntrustedReason.UNTRUSTED_REASON_BAD_CERTIFICATE;
            case WRONG_USAGE -> io.firstclaim.proto.bootstrap.v1.UntrustedReason.UNTRUSTED_REASON_WRONG_USAGE;
            case UNSUPPORTED_KEY -> io.firstclaim.proto.bootstrap.v1.UntrustedReason.UNTRUSTED_REASON_UNSUPPORTED_KEY;
        };
    }
}
