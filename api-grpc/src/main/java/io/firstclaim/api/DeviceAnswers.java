package io.firstclaim.api;

import io.firstclaim.proto.claim.v1.DeviceAnswer;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.claim.v1.RefusalReasonProto;

/// What devices are told, read from the `device_answer` option of the registry.
public final class DeviceAnswers {

    private DeviceAnswers() {}

    /// The answer for a reason. A reason that this version does not know, or that is not set, gets the answer of INTERNAL_ERROR_OTHER.
    public static DeviceAnswer of(RefusalReason reason) {
        boolean known = reason != RefusalReason.UNRECOGNIZED && reason != RefusalReason.REFUSAL_REASON_UNSPECIFIED;
        RefusalReason told = known ? reason : RefusalReason.REFUSAL_REASON_INTERNAL_ERROR_OTHER;
        return told.getValueDescriptor().getOptions().getExtension(RefusalReasonProto.deviceAnswer);
    }
}
