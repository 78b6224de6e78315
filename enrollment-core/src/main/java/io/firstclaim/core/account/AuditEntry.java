package io.firstclaim.core.account;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Field;
import io.firstclaim.core.listing.Fields;
import io.firstclaim.core.listing.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An entry of the audit log. It never changes.
public record AuditEntry(ResourceId id, Instant at, AuditedChange change) {
    /// By what a list of entries can be narrowed.
    public static final Fields<AuditEntry> FIELDS = Fields.of(new Field<>("id", Kind.id(), AuditEntry::id),
            new Field<>("create_time", Kind.time(), AuditEntry::at),
            new Field<>("action", Kind.constant(AuditAction.class), entry -> entry.change().action()),
            new Field<>("api_key_id", Kind.id(), entry -> entry.change().actor().keyId()),
            new Field<>("resource_id", Kind.text(), entry -> textOrNull(entry.change().resourceId())),
            new Field<>("account_id", Kind.id(), entry -> entry.change().accountId()),
            new Field<>("request_id", Kind.text(), entry -> textOrNull(entry.change().actor().origin().requestId())));

    /// The same as an account sees it.
    AuditEntry shownToAccount() {
        return new AuditEntry(id, at, new AuditedChange(change.actor().shownToAccount(), change.action(),
                change.resourceId(), change.accountId(), change.changes()));
    }

    private static @Nullable String textOrNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
