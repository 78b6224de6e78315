package io.firstclaim.core.account;

import io.firstclaim.core.ResourceId;
import org.jspecify.annotations.Nullable;

/// Who made an administrative change.
///
/// @param keyId
///            the API key; null for other kinds
/// @param keyName
///            what it was called then; empty for other kinds
/// @param role
///            what it was allowed then; null for other kinds
public record Actor(Kind kind, @Nullable ResourceId keyId, String keyName, @Nullable Role role, Origin origin) {
    /// The core itself, or a command on its machine.
    public static final Actor LOCAL = new Actor(Kind.LOCAL, null, "", null, Origin.NONE);

    /// What an actor is.
    public enum Kind {
        API_KEY, EDGE, LOCAL
    }

    /// A bootstrap edge.
    public static Actor edge(Origin origin) {
        return new Actor(Kind.EDGE, null, "", null, origin);
    }

    /// The same as an account sees it: of the platform's administrator it learns that it was that one, no more.
    Actor shownToAccount() {
        return role == Role.PLATFORM_ADMIN
                ? new Actor(kind, null, "", role, new Origin(origin.requestId(), ""))
                : this;
    }

    /// A change that this actor made.
    ///
    /// @param resource
    ///            the id of what was changed; the empty text where it has none
    /// @param accountId
    ///            in which it was changed; null for the platform
    public AuditedChange did(AuditAction action, Object resource, @Nullable ResourceId accountId,
            FieldChanges changes) {
        return new AuditedChange(this, action, resource.toString(), accountId, changes);
    }
}
