package io.firstclaim.server.claim;

import io.firstclaim.core.Page;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.Refusal;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.ListClaimEventsResponse;
import io.firstclaim.proto.claim.v1.ListRefusalsResponse;
import io.firstclaim.server.call.Answers;

/// The history as messages of the contract.
final class HistoryMessages {

    private HistoryMessages() {}

    static ListClaimEventsResponse events(Page<ClaimEvent> page) {
        return ListClaimEventsResponse.newBuilder()
                .addAllEvents(page.items().stream().map(HistoryMessages::event).toList())
                .setNextPageToken(Answers.nextPageToken(page)).build();
    }

    static ListRefusalsResponse refusals(Page<Refusal> page) {
        return ListRefusalsResponse.newBuilder()
                .addAllRefusals(page.items().stream().map(HistoryMessages::refusal).toList())
                .setNextPageToken(Answers.nextPageToken(page)).build();
    }

    static ClaimEventType type(ClaimEvent.Type type) {
        return switch (type) {
            case ENROLLED -> ClaimEventType.CLAIM_EVENT_TYPE_ENROLLED;
            case CLAIMED -> ClaimEventType.CLAIM_EVENT_TYPE_CLAIMED;
            case PRE_ASSIGNED -> ClaimEventType.CLAIM_EVENT_TYPE_PRE_ASSIGNED;
            case BOOTSTRAPPED_AGAIN -> ClaimEventType.CLAIM_EVENT_TYPE_BOOTSTRAPPED_AGAIN;
            case RENAMED -> ClaimEventType.CLAIM_EVENT_TYPE_RENAMED;
            case CONFIRMED -> ClaimEventType.CLAIM_EVENT_TYPE_CONFIRMED;
            case REGISTERED -> ClaimEventType.CLAIM_EVENT_TYPE_REGISTERED;
            case DEREGISTERED -> ClaimEventType.CLAIM_EVENT_TYPE_DEREGISTERED;
            case CANCELLED -> ClaimEventType.CLAIM_EVENT_TYPE_CANCELLED;
            case REMOVED -> ClaimEventType.CLAIM_EVENT_TYPE_REMOVED;
            case UNBLOCKED -> ClaimEventType.CLAIM_EVENT_TYPE_UNBLOCKED;
            case BOOTSTRAP_REQUESTED -> ClaimEventType.CLAIM_EVENT_TYPE_BOOTSTRAP_REQUESTED;
        };
    }

    private static io.firstclaim.proto.claim.v1.ClaimEvent event(ClaimEvent event) {
        var message = io.firstclaim.proto.claim.v1.ClaimEvent.newBuilder().setId(event.id().toString())
                .setAccountId(event.accountId().toString()).setType(type(event.type()))
                .setEnrollmentIdentity(new EnrollmentId(event.fingerprint()).toString()).setDetail(event.detail())
                .setEventTime(Answers.timestamp(event.at()));
        var deviceId = event.deviceId();
        if (deviceId != null) {
            message.setDeviceId(deviceId.toString());
        }
        var endpointName = event.endpointName();
        if (endpointName != null) {
            message.setEndpointName(endpointName.text());
        }
        return message.build();
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
