package io.firstclaim.core.account;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Selection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The audit log. Entries are only added, in the transaction of the change that they tell of; no entry is changed, and none is removed before its time.
public interface AuditLog {
    /// Adds an entry for a change, with an id and the time of now.
    void add(AuditedChange change);

    /// Entries of the account (null: of all accounts and of the platform).
    List<AuditEntry> list(@Nullable ResourceId accountId, Selection<AuditEntry> selection);

    /// Removes entries that are older than this time, the oldest first, at most so many.
    ///
    /// @return how many
    int removeBefore(Instant time, int limit);
}
