package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.trust.Fingerprint;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events of an account, of those that have a position.
///
/// @param deviceId
///            only of this device; null for all
/// @param fingerprint
///            only of this certificate; null for all
/// @param types
///            only of these types; none for all
/// @param after
///            only those whose position is larger
/// @param before
///            only those whose position is smaller
/// @param descending
///            whether the youngest come first
public record EventQuery(ResourceId accountId, @Nullable ResourceId deviceId, @Nullable Fingerprint fingerprint,
        Set<ClaimEvent.Type> types, long after, long before, boolean descending) {
    public EventQuery {
        types = Set.copyOf(types);
    }

    /// What a caller asks for in its own account.
    public static EventQuery by(Caller caller, @Nullable ResourceId deviceId, @Nullable EnrollmentId identity,
            Set<ClaimEvent.Type> types, long after, boolean descending) {
        return new EventQuery(caller.requireReader(), deviceId, identity == null ? null : identity.fingerprint(), types,
                after, Long.MAX_VALUE, descending);
    }

    /// All events of the account after a position, oldest first.
    public static EventQuery after(ResourceId accountId, long position) {
        return new EventQuery(accountId, null, null, Set.of(), position, Long.MAX_VALUE, false);
    }

    /// The same from behind the given position on, in the direction of the list.
    public EventQuery continuedAt(long position) {
        return descending
                ? new EventQuery(accountId, deviceId, fingerprint, types, after, Math.min(before, position), true)
                : new EventQuery(accountId, deviceId, fingerprint, types, Math.max(after, position), before, false);
    }
}
