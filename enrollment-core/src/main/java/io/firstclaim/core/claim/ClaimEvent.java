package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change in an account's history.
///
/// @param deviceId
///            null when no device is concerned yet
/// @param endpointName
///            null when none is concerned
/// @param detail
///            why, in words
public record ClaimEvent(ResourceId id, ResourceId accountId, Type type, @Nullable ResourceId deviceId,
        Fingerprint fingerprint, @Nullable EndpointName endpointName, String detail, Instant at) {
    /// What happened.
    public enum Type {
        ENROLLED, CLAIMED, PRE_ASSIGNED, BOOTSTRAPPED_AGAIN, RENAMED, CONFIRMED, REGISTERED, DEREGISTERED, CANCELLED, REMOVED, UNBLOCKED, BOOTSTRAP_REQUESTED
    }
}
