package io.firstclaim.core.account;

import io.firstclaim.core.ResourceId;
import org.jspecify.annotations.Nullable;

/// An administrative change, for the audit log.
///
/// @param resourceId
///            of what was changed; empty where it has no id
/// @param accountId
///            in which it was changed; null for the platform
public record AuditedChange(Actor actor, AuditAction action, String resourceId, @Nullable ResourceId accountId,
        FieldChanges changes) {}
