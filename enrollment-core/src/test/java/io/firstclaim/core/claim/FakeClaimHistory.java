package io.firstclaim.core.claim;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.Fingerprint;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// History in memory.
public final class FakeClaimHistory implements ClaimHistory {
    private final FakeTable<ResourceId, ClaimEvent> table;

    public FakeClaimHistory(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public void add(ClaimEvent event) {
        table.put(event.id(), event);
    }

    @Override
    public List<ClaimEvent> list(ResourceId accountId, @Nullable ResourceId deviceId,
            @Nullable Fingerprint fingerprint, @Nullable ResourceId after, int limit) {
        return table.rowsAfter(after)
                .filter(event -> event.accountId().equals(accountId))
                .filter(event -> deviceId == null || deviceId.equals(event.deviceId()))
                .filter(event -> fingerprint == null || fingerprint.equals(event.fingerprint()))
                .limit(limit).toList();
    }
}
