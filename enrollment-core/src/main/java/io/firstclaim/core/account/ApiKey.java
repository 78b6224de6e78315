package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Shown;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A key that speaks for an account, as it is stored: without its secret.
///
/// @param accountId
///            the account it speaks for; null for a key of the platform
public record ApiKey(ResourceId id, @Nullable ResourceId accountId, String name, Role role, Instant createdAt) {
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

    /// The public part of the key's text.
    public String publicPart() {
        return ApiKeyText.PREFIX + id;
    }
}
