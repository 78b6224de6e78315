package io.firstclaim.core.account;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.listing.Selection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit log in memory.
public final class FakeAuditLog implements AuditLog {
    private final FakeTable<ResourceId, AuditEntry> table;

    public FakeAuditLog(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public void add(AuditedChange change) {
        var id = Samples.id();
        table.put(id, new AuditEntry(id, Instant.now().truncatedTo(ChronoUnit.MILLIS), change));
    }

    @Override
    public List<AuditEntry> list(@Nullable ResourceId accountId, Selection<AuditEntry> selection) {
        return selection.from(table.rows()
                .filter(entry -> accountId == null || accountId.equals(entry.change().accountId())), AuditEntry::id);
    }

    @Override
    public int removeBefore(Instant time, int limit) {
        var old = table.rows().filter(entry -> entry.at().isBefore(time)).limit(limit).map(AuditEntry::id).toList();
        old.forEach(table::remove);
        return old.size();
    }
}
