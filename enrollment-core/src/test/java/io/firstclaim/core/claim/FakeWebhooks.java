package io.firstclaim.core.claim;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.credential.SealedSecret;
import java.time.Instant;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Webhooks in memory.
public final class FakeWebhooks implements Webhooks {
    private final FakeTable<ResourceId, Row> table;
    private final FakeClaimHistory history;

    public FakeWebhooks(Deque<Runnable> undo, FakeClaimHistory history) {
        table = new FakeTable<>(undo);
        this.history = history;
    }

    @Override
    public boolean add(Webhook webhook, SealedSecret secret, @Nullable RequestId requestId) {
        if (requestId != null && findByRequest(webhook.accountId(), requestId).isPresent()) {
            return false;
        }
        table.put(webhook.id(), new Row(webhook, secret, requestId));
        return true;
    }

    @Override
    public Optional<Webhook> find(ResourceId accountId, ResourceId id) {
        return table.find(id).map(Row::webhook).filter(webhook -> webhook.accountId().equals(accountId));
    }

    @Override
    public Optional<Webhook> findByRequest(ResourceId accountId, RequestId requestId) {
        return table.rows().filter(row -> requestId.equals(row.requestId)).map(Row::webhook)
                .filter(webhook -> webhook.accountId().equals(accountId)).findFirst();
    }

    @Override
    public List<Webhook> list(ResourceId accountId, @Nullable ResourceId after, int limit) {
        return of(accountId, after).limit(limit).toList();
    }

    @Override
    public int count(ResourceId accountId) {
        return Math.toIntExact(of(accountId, null).count());
    }

    @Override
    public boolean remove(ResourceId accountId, ResourceId id) {
        return find(accountId, id).isPresent() && table.remove(id);
    }

    @Override
    public boolean update(Webhook changed, long expectedVersion) {
        var row = table.find(changed.id()).filter(found -> found.webhook.version() == expectedVersion);
        row.ifPresent(found -> table.put(changed.id(), new Row(changed, found.secret, found.requestId)));
        return row.isPresent();
    }

    @Override
    public SealedSecret secret(ResourceId id) {
        return table.get(id).secret;
    }

    @Override
    public List<Webhook> due(@Nullable ResourceId accountId, Instant now, @Nullable ResourceId after, int limit) {
        return of(accountId, after).filter(webhook -> webhook.isDue(now))
                .filter(webhook -> webhook.deliveredPosition() < history.lastPosition(webhook.accountId()))
                .limit(limit).toList();
    }

    private Stream<Webhook> of(@Nullable ResourceId accountId, @Nullable ResourceId after) {
        return table.rowsAfter(after).map(Row::webhook)
                .filter(webhook -> accountId == null || webhook.accountId().equals(accountId));
    }

    private record Row(Webhook webhook, SealedSecret secret, @Nullable RequestId requestId) {}
}
