package io.firstclaim.server.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.EventPage;
import io.firstclaim.core.claim.EventQuery;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListClaimEventsResponse;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.Requests;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Events as messages of the contract.
final class EventMessages {

    private EventMessages() {}

    static ListClaimEventsResponse page(EventPage page) {
        var next = page.next();
        return ListClaimEventsResponse.newBuilder()
                .addAllEvents(page.events().stream().map(EventMessages::event).toList())
                .setNextPageToken(next == null ? "" : Long.toString(next)).build();
    }

    static EventQuery query(Caller caller, ListClaimEventsRequest request) {
        if (request.getAfterPosition() < 0) {
            throw FirstclaimException.invalid("after_position",
                    request.getAfterPosition() + " is not a position: 0 or more is expected.");
        }
        var query = EventQuery.by(caller, Requests.idOrNull("device_id", request.getDeviceId()),
                Requests.enrollmentIdOrNull(request.getEnrollmentIdentity()), types(request.getTypesList()),
                request.getAfterPosition(), request.getDescending());
        var position = position(request.getPageToken());
        return position == null ? query : query.continuedAt(position);
    }

    /// The position in a token of [#page]; null for the empty text.
    private static @Nullable Long position(String pageToken) {
        if (pageToken.isEmpty()) {
            return null;
        }
        try {
            return Long.valueOf(pageToken);
        } catch (NumberFormatException notOurs) {
            var problem = FirstclaimException.invalid("page_token",
                    "'%s' is not a next_page_token of this list.".formatted(Shown.shortened(pageToken)));
            problem.initCause(notOurs);
            throw problem;
        }
    }

    static Set<ClaimEvent.Type> types(List<ClaimEventType> types) {
        var all = EnumSet.noneOf(ClaimEvent.Type.class);
        types.forEach(type -> all.add(type(type)));
        return all;
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
            case DENIED -> ClaimEventType.CLAIM_EVENT_TYPE_DENIED;
        };
    }

    private static ClaimEvent.Type type(ClaimEventType type) {
        return switch (type) {
            case CLAIM_EVENT_TYPE_ENROLLED -> ClaimEvent.Type.ENROLLED;
            case CLAIM_EVENT_TYPE_CLAIMED -> ClaimEvent.Type.CLAIMED;
            case CLAIM_EVENT_TYPE_PRE_ASSIGNED -> ClaimEvent.Type.PRE_ASSIGNED;
            case CLAIM_EVENT_TYPE_BOOTSTRAPPED_AGAIN -> ClaimEvent.Type.BOOTSTRAPPED_AGAIN;
            case CLAIM_EVENT_TYPE_RENAMED -> ClaimEvent.Type.RENAMED;
            case CLAIM_EVENT_TYPE_CONFIRMED -> ClaimEvent.Type.CONFIRMED;
            case CLAIM_EVENT_TYPE_REGISTERED -> ClaimEvent.Type.REGISTERED;
            case CLAIM_EVENT_TYPE_DEREGISTERED -> ClaimEvent.Type.DEREGISTERED;
            case CLAIM_EVENT_TYPE_CANCELLED -> ClaimEvent.Type.CANCELLED;
            case CLAIM_EVENT_TYPE_REMOVED -> ClaimEvent.Type.REMOVED;
            case CLAIM_EVENT_TYPE_UNBLOCKED -> ClaimEvent.Type.UNBLOCKED;
            case CLAIM_EVENT_TYPE_BOOTSTRAP_REQUESTED -> ClaimEvent.Type.BOOTSTRAP_REQUESTED;
            case CLAIM_EVENT_TYPE_DENIED -> ClaimEvent.Type.DENIED;
            case CLAIM_EVENT_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw FirstclaimException.invalid("types",
                    "A type of event is expected, one of the contract's ClaimEventType.");
        };
    }

    static io.firstclaim.proto.claim.v1.ClaimEvent event(ClaimEvent event) {
        var message = io.firstclaim.proto.claim.v1.ClaimEvent.newBuilder().setId(event.id().toString())
                .setAccountId(event.accountId().toString()).setPosition(event.position()).setType(type(event.type()))
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
        var reason = event.reason();
        if (reason != null) {
            message.setReason(RefusalReasons.of(reason));
        }
        return message.build();
    }
}
