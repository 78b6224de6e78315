package io.firstclaim.core.account;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
    public List<ApiKey> list(@Nullable ResourceId accountId, @Nullable ResourceId after, int limit) {
        return table.rowsAfter(after).map(Row::key).filter(key -> Objects.equals(key.accountId(), accountId))
                .limit(limit).toList();
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
