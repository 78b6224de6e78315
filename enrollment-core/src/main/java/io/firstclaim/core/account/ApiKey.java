package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Shown;
import io.firstclaim.core.listing.Field;
import io.firstclaim.core.listing.Fields;
import io.firstclaim.core.listing.Kind;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A key that speaks for an account, as it is stored: without its secret.
///
/// @param version
///            counts the changes
/// @param accountId
///            the account it speaks for; null for a key of the platform
public record ApiKey(ResourceId id, long version, @Nullable ResourceId accountId, String name, Role role,
        ApiKeyStatus status, Instant createdAt, Instant updatedAt) {
    /// By what a list of keys can be narrowed.
    public static final Fields<ApiKey> FIELDS = Fields.of(new Field<>("id", Kind.id(), ApiKey::id),
            new Field<>("name", Kind.text(), ApiKey::name),
            new Field<>("status", Kind.constant(ApiKeyStatus.class), ApiKey::status),
            new Field<>("role", Kind.constant(Role.class), ApiKey::role),
            new Field<>("create_time", Kind.time(), ApiKey::createdAt));
    /// The most characters of a name.
    public static final int MAX_NAME = 100;

    public ApiKey {
        if (name.isBlank() || name.length() > MAX_NAME || !Shown.isPlain(name)) {
            throw FirstclaimException.invalid("name",
                    "'%s' is not a name: 1 to 100 characters, no control characters, are expected."
                            .formatted(Shown.shortened(name)));
        }
        if ((accountId == null) != (role == Role.PLATFORM_ADMIN)) {
            throw FirstclaimException.invalid("role",
                    "The role PLATFORM_ADMIN is for keys without an account, and only that role.");
        }
    }

    /// A new key, which works.
    public ApiKey(ResourceId id, @Nullable ResourceId accountId, String name, Role role, Instant createdAt) {
        this(id, 1, accountId, name, role, ApiKeyStatus.ACTIVE, createdAt, createdAt);
    }

    /// What the audit log tells of it.
    Map<String, Object> audited() {
        return Map.of("name", name, "role", role, "status", status);
    }

    /// Whether it works.
    public boolean isActive() {
        return status == ApiKeyStatus.ACTIVE;
    }

    /// The public part of the key's text.
    public String publicPart() {
        return ApiKeyText.PREFIX + id;
    }
}
