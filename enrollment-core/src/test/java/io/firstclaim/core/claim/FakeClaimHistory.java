package io.firstclaim.core.claim;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// History in memory.
public final class FakeClaimHistory implements ClaimHistory {
    private static final Comparator<ClaimEvent> BY_POSITION = Comparator.comparingLong(ClaimEvent::position);

    private final FakeTable<ResourceId, ClaimEvent> table;

    public FakeClaimHistory(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public void add(ClaimEvent event) {
        table.put(event.id(), event.at(0));
    }

    @Override
    public void addAll(List<ClaimEvent> events) {
        events.forEach(this::add);
    }

    @Override
    public Optional<ResourceId> findWaiting(@Nullable ResourceId after) {
        return table.rows().filter(event -> event.position() == 0).map(ClaimEvent::accountId)
                .filter(account -> after == null || account.compareTo(after) > 0).min(Comparator.naturalOrder());
    }

    @Override
    public List<ResourceId> waiting(ResourceId accountId, int limit) {
        return waiting(accountId).limit(limit).toList();
    }

    @Override
    public Optional<ResourceId> lastWaiting(ResourceId accountId) {
        return waiting(accountId).max(Comparator.naturalOrder());
    }

    private Stream<ResourceId> waiting(ResourceId accountId) {
        return of(accountId).filter(event -> event.position() == 0).map(ClaimEvent::id);
    }

    @Override
    public void place(ResourceId accountId, List<ResourceId> eventIds) {
        for (var id : eventIds) {
            table.put(id, table.get(id).at(lastPosition(accountId) + 1));
        }
    }

    @Override
    public long lastPosition(ResourceId accountId) {
        return of(accountId).mapToLong(ClaimEvent::position).max().orElse(0);
    }

    @Override
    public Map<ResourceId, Long> lastPositions(Set<ResourceId> accountIds) {
        return accountIds.stream().filter(id -> lastPosition(id) > 0)
                .collect(Collectors.toMap(Function.identity(), this::lastPosition));
    }

    @Override
    public List<ClaimEvent> list(EventQuery query, int limit) {
        return of(query.accountId()).filter(event -> event.position() > 0)
                .filter(event -> event.position() > query.after() && event.position() < query.before())
                .filter(event -> query.deviceId() == null || query.deviceId().equals(event.deviceId()))
                .filter(event -> query.fingerprint() == null || query.fingerprint().equals(event.fingerprint()))
                .filter(event -> query.types().isEmpty() || query.types().contains(event.type()))
                .sorted(query.descending() ? BY_POSITION.reversed() : BY_POSITION).limit(limit).toList();
    }

    private Stream<ClaimEvent> of(ResourceId accountId) {
        return table.rows().filter(event -> event.accountId().equals(accountId));
    }
}
