package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One change in an account's history.
///
/// @param position
///            its place among the account's events: 1 for the first, then dense; 0 for one that waits for its place
/// @param deviceId
///            null when no device is concerned yet
/// @param endpointName
///            null when none is concerned
/// @param reason
///            why the device was turned away; null for all types but DENIED
/// @param detail
///            why, in words
public record ClaimEvent(ResourceId id, ResourceId accountId, long position, Type type, @Nullable ResourceId deviceId,
        Fingerprint fingerprint, @Nullable EndpointName endpointName, @Nullable RefusalReason reason, String detail,
        Instant at) {

    /// An event that just happened, and waits for its place.
    public ClaimEvent(ResourceId id, ResourceId accountId, Type type, @Nullable ResourceId deviceId,
            Fingerprint fingerprint, @Nullable EndpointName endpointName, String detail, Instant at) {
        this(id, accountId, 0, type, deviceId, fingerprint, endpointName, null, detail, at);
    }

    /// The same at its place.
    public ClaimEvent at(long place) {
        return new ClaimEvent(id, accountId, place, type, deviceId, fingerprint, endpointName, reason, detail, at);
    }

    /// What happened.
    public enum Type {
        ENROLLED, CLAIMED, PRE_ASSIGNED, BOOTSTRAPPED_AGAIN, RENAMED, CONFIRMED, REGISTERED, DEREGISTERED, CANCELLED, REMOVED, UNBLOCKED, BOOTSTRAP_REQUESTED, DENIED
    }
}
