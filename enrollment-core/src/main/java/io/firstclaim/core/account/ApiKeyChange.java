package io.firstclaim.core.account;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What to change of an API key; null keeps a value.
public record ApiKeyChange(@Nullable String name, @Nullable Role role, @Nullable ApiKeyStatus status) {

    ApiKey applyTo(ApiKey key, Instant now) {
        return new ApiKey(key.id(), key.version() + 1, key.accountId(), Objects.requireNonNullElse(name, key.name()),
                Objects.requireNonNullElse(role, key.role()), Objects.requireNonNullElse(status, key.status()),
                key.createdAt(), now);
    }
}
