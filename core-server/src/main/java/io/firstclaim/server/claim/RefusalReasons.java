package io.firstclaim.server.claim;

import io.firstclaim.core.claim.RefusalReason;

/// The core's reasons to turn a device away, in the contract's registry.
final class RefusalReasons {

    private RefusalReasons() {}

    static io.firstclaim.proto.claim.v1.RefusalReason of(RefusalReason reason) {
        return switch (reason) {
            case TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT ->
                io.firstclaim.proto.claim.v1.RefusalReason.REFUSAL_REASON_TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT;
            case ENROLLMENT_NOT_REGISTERED ->
                io.firstclaim.proto.claim.v1.RefusalReason.REFUSAL_REASON_ENROLLMENT_NOT_REGISTERED;
            case ACCOUNT_DEVICE_QUOTA_REACHED ->
                io.firstclaim.proto.claim.v1.RefusalReason.REFUSAL_REASON_ACCOUNT_DEVICE_QUOTA_REACHED;
            case DUPLICATE_ENDPOINT_NAME ->
                io.firstclaim.proto.claim.v1.RefusalReason.REFUSAL_REASON_DUPLICATE_ENDPOINT_NAME;
            case ACCOUNT_SUSPENDED -> io.firstclaim.proto.claim.v1.RefusalReason.REFUSAL_REASON_ACCOUNT_SUSPENDED;
            case SIGNING -> io.firstclaim.proto.claim.v1.RefusalReason.REFUSAL_REASON_SIGNING;
            case OVERLOAD -> io.firstclaim.proto.claim.v1.RefusalReason.REFUSAL_REASON_OVERLOAD;
        };
    }
}
