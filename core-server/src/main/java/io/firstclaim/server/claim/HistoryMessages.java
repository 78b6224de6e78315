package io.firstclaim.server.claim;

import io.firstclaim.core.Page;
import io.firstclaim.core.claim.Refusal;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.proto.claim.v1.ListRefusalsResponse;
import io.firstclaim.server.call.Answers;

/// Refusals as messages of the contract.
final class HistoryMessages {

    private HistoryMessages() {}

    static ListRefusalsResponse refusals(Page<Refusal> page) {
        return ListRefusalsResponse.newBuilder()
                .addAllRefusals(page.items().stream().map(HistoryMessages::refusal).toList())
                .setNextPageToken(Answers.nextPageToken(page)).build();
    }

    private static io.firstclaim.proto.claim.v1.Refusal refusal(Refusal refusal) {
        return io.firstclaim.proto.claim.v1.Refusal.newBuilder().setId(refusal.id().toString())
                .setEnrollmentIdentity(new EnrollmentId(refusal.fingerprint()).toString())
                .setEndpointName(refusal.endpointName()).setReason(RefusalReasons.of(refusal.reason()))
                .setDetail(refusal.detail()).setCount(refusal.count())
                .setFirstSeenTime(Answers.timestamp(refusal.firstSeenAt()))
                .setLastSeenTime(Answers.timestamp(refusal.lastSeenAt())).build();
    }
}
