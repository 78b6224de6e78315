package io.firstclaim.core.account;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// API keys in memory.
public final class FakeApiKeys implements ApiKeys {
    private final FakeTable<ResourceId, Row> table;

    public FakeApiKeys(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public boolean add(ApiKey key, SecretHash secretHash, @Nullable RequestId requestId) {
        if (requestId != null && ofAccount(key.accountId()).anyMatch(row -> requestId.equals(row.requestId()))) {
            return false;
        }
        table.put(key.id(), new Row(new Stored(key, secretHash), requestId));
        return true;
    }

    @Override
    public boolean addFirstPlatformKey(ApiKey key, SecretHash secretHash) {
        return ofAccount(null).findAny().isEmpty() && add(key, secretHash, null);
    }

    @Override
    public Optional<Stored> find(ResourceId id) {
        return table.find(id).map(Row::stored);
    }

    @Override
    public Set<ResourceId> active(Set<ResourceId> ids) {
        return ids.stream().filter(id -> find(id).filter(stored -> stored.key().isActive()).isPresent())
                .collect(Collectors.toSet());
    }

    @Override
    public List<ApiKey> list(@Nullable ResourceId accountId, Selection<ApiKey> selection) {
        return selection.from(ofAccount(accountId).map(Row::key), ApiKey::id);
    }

    @Override
    public long count(@Nullable ResourceId accountId, List<Criterion<ApiKey>> criteria) {
        return ofAccount(accountId).filter(row -> Selection.fulfils(row.key(), criteria)).count();
    }

    @Override
    public boolean update(ApiKey changed, long expectedVersion) {
        var stored = table.find(changed.id()).filter(row -> row.key().version() == expectedVersion);
        stored.ifPresent(row -> table.put(changed.id(),
                new Row(new Stored(changed, row.stored().secretHash()), row.requestId())));
        return stored.isPresent();
    }

    @Override
    public boolean remove(ResourceId id, @Nullable ResourceId accountId) {
        return ofAccount(accountId).anyMatch(row -> row.key().id().equals(id)) && table.remove(id);
    }

    @Override
    public void removePlatformKeys() {
        ofAccount(null).map(Row::key).toList().forEach(key -> table.remove(key.id()));
    }

    private Stream<Row> ofAccount(@Nullable ResourceId accountId) {
        return table.rows().filter(row -> Objects.equals(row.key().accountId(), accountId));
    }

    private record Row(Stored stored, @Nullable RequestId requestId) {
        ApiKey key() {
            return stored.key();
        }
    }
}
