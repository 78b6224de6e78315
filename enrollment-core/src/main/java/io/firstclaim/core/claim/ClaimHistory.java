package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What happened in each account. Nothing is ever taken away, and nothing changed but that an event gets its position, once, after the transaction that
/// made it true.
public interface ClaimHistory {
    /// Adds an event, which waits for its position.
    void add(ClaimEvent event);

    /// Adds many, in their order.
    void addAll(List<ClaimEvent> events);

    /// The account with the smallest id, larger than the given one, of which events wait; null for the smallest of all.
    Optional<ResourceId> findWaiting(@Nullable ResourceId after);

    /// At most `limit` events of the account that wait, ordered by id: every event before those that it caused.
    List<ResourceId> waiting(ResourceId accountId, int limit);

    /// The event with the largest id of those that wait.
    Optional<ResourceId> lastWaiting(ResourceId accountId);

    /// Gives waiting events of the account the positions after its last one, in the order given. For the holder of the account's lease only.
    void place(ResourceId accountId, List<ResourceId> eventIds);

    /// The position of the account's last event that has one; 0 for none.
    long lastPosition(ResourceId accountId);

    /// The same of several accounts; without those that have none.
    Map<ResourceId, Long> lastPositions(Set<ResourceId> accountIds);

    /// At most `limit` events that have a position, in the order of positions.
    List<ClaimEvent> list(EventQuery query, int limit);
}
