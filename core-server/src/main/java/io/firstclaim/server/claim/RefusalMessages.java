package io.firstclaim.server.claim;

import io.firstclaim.api.DeviceAnswers;
import io.firstclaim.core.Page;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.VisibleRefusal;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.proto.claim.v1.ListRefusalsResponse;
import io.firstclaim.proto.claim.v1.Refusal;
import io.firstclaim.server.call.Answers;

/// Devices that were turned away, as messages of the contract.
final class RefusalMessages {

    private RefusalMessages() {}

    /// @param accountId of whoever asks
    static ListRefusalsResponse refusals(Page<VisibleRefusal> page, ResourceId accountId) {
        return ListRefusalsResponse.newBuilder()
                .addAllRefusals(page.items().stream().map(seen -> refusal(seen, accountId)).toList())
                .setNextPageToken(Answers.nextPageToken(page)).setTotalSize(page.total()).build();
    }

    private static Refusal refusal(VisibleRefusal seen, ResourceId accountId) {
        var refusal = seen.refusal();
        var reason = RefusalReasons.of(refusal.reason());
        var answer = DeviceAnswers.of(reason);
        var certificateId = seen.trustedCertificateId();
        return Refusal.newBuilder().setId(refusal.id().toString()).setAccountId(accountId.toString())
                .setEnrollmentIdentity(new EnrollmentId(refusal.fingerprint()).toString())
                .setTrustedCertificateId(certificateId == null ? "" : certificateId.toString())
                .setEndpointName(refusal.endpointName()).setReason(reason).setDetail(refusal.detail())
                .setMessage(answer.getText()).setAction(answer.getAction()).setCount(refusal.count())
                .setFirstSeenTime(Answers.timestamp(refusal.firstSeenAt()))
                .setLastSeenTime(Answers.timestamp(refusal.lastSeenAt())).build();
    }
}
