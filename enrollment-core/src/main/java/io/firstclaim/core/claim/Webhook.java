package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// An address that gets the events of an account, in the order of their positions.
///
/// @param version
///            counts its changes, those of its deliveries too
/// @param types
///            only events of these types; none for all
/// @param deliveredPosition
///            of the last event that was delivered, or passed over because of its type
/// @param failureCount
///            how often in a row the next event could not be delivered
/// @param lastFailure
///            why not the last time, in words; empty when it was
/// @param nextAttemptAt
///            when it is tried again; null while nothing fails
public record Webhook(ResourceId id, long version, ResourceId accountId, WebhookUrl url, Set<ClaimEvent.Type> types,
        long deliveredPosition, int failureCount, String lastFailure, @Nullable Instant nextAttemptAt,
        Instant createdAt) {
    public Webhook {
        types = Set.copyOf(types);
    }

    /// What the audit log tells of it: of the URL only the server, since its path may be a secret.
    Map<String, Object> audited() {
        var shown = url.uri().getScheme() + "://" + url.uri().getAuthority();
        return types.isEmpty() ? Map.of("url", shown) : Map.of("url", shown, "event_types", new TreeSet<>(types));
    }

    /// The same after everything up to a position was delivered or passed over, with what failed before forgotten.
    public Webhook at(long position) {
        return new Webhook(id, version + 1, accountId, url, types, position, 0, "", null, createdAt);
    }

    /// The same after one more failure.
    public Webhook failed(String why, Instant tryAgainAt) {
        return new Webhook(id, version + 1, accountId, url, types, deliveredPosition, failureCount + 1, why, tryAgainAt,
                createdAt);
    }

    /// Whether it may be tried now.
    boolean isDue(Instant now) {
        return nextAttemptAt == null || !nextAttemptAt.isAfter(now);
    }
}
