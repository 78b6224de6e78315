package io.firstclaim.core.account;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What to change of an account; null keeps a value.
public record AccountChange(@Nullable String displayName, @Nullable AccountStatus status, @Nullable Integer deviceQuota,
        @Nullable Integer trustedCertificateLimit) {

    Account applyTo(Account account, Instant now) {
        return new Account(account.id(), account.version() + 1,
                Objects.requireNonNullElse(displayName, account.displayName()),
                Objects.requireNonNullElse(status, account.status()),
                Objects.requireNonNullElse(deviceQuota, account.deviceQuota()), account.deviceCount(),
                Objects.requireNonNullElse(trustedCertificateLimit, account.trustedCertificateLimit()),
                account.trustedCertificateCount(), account.createdAt(), now);
    }
}
