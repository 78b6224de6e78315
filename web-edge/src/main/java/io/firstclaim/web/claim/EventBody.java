package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.web.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Something that happened to a device of the account.
///
/// @param object `enrollment_event`
/// @param id 32 hex characters
/// @param accountId the caller's account
/// @param position its place among the account's events: 1 for the first, dense
/// @param type one of [EventTypes]
/// @param deviceId the device concerned, or null for one that has no id yet
/// @param enrollmentIdentity the device's
/// @param endpointName the device's, or null
/// @param detail why, in words, or null
/// @param reason a name of the registry of refusals, or null unless the device was turned away
/// @param createdAt when
record EventBody(String object, String id, String accountId, long position, String type,
        @Nullable String deviceId, @Nullable String enrollmentIdentity, @Nullable String endpointName,
        @Nullable String detail, @Nullable String reason, @Nullable Instant createdAt) {

    static EventBody of(ClaimEvent event) {
        return new EventBody("enrollment_event", event.getId(), event.getAccountId(), event.getPosition(),
                EventTypes.nameOf(event.getType()), Json.textOrNull(event.getDeviceId()),
                Json.textOrNull(event.getEnrollmentIdentity()), Json.textOrNull(event.getEndpointName()),
                Json.textOrNull(event.getDetail()),
                event.getReason() == RefusalReason.REFUSAL_REASON_UNSPECIFIED
                        ? null
                        : ReasonNames.of(event.getReason()),
                Json.time(event.hasEventTime(), event.getEventTime()));
    }
}
