package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Shown;
import io.firstclaim.core.listing.Field;
import io.firstclaim.core.listing.Fields;
import io.firstclaim.core.listing.Kind;
import java.time.Instant;
import java.util.Map;

/// Somebody who owns devices.
///
/// @param version
///            counts the changes that administrators make; the slots taken don't count
/// @param deviceQuota
///            how many devices it may own at once
/// @param deviceCount
///            how many it owns
/// @param trustedCertificateLimit
///            how many trusted certificates it may have
/// @param trustedCertificateCount
///            how many it has
public record Account(ResourceId id, long version, String displayName, AccountStatus status, int deviceQuota,
        int deviceCount, int trustedCertificateLimit, int trustedCertificateCount, Instant createdAt,
        Instant updatedAt) {
    /// By what a list of accounts can be narrowed.
    public static final Fields<Account> FIELDS = Fields.of(new Field<>("id", Kind.id(), Account::id),
            new Field<>("display_name", Kind.text(), Account::displayName),
            new Field<>("status", Kind.constant(AccountStatus.class), Account::status),
            new Field<>("create_time", Kind.time(), Account::createdAt),
            new Field<>("update_time", Kind.time(), Account::updatedAt));
    /// The most characters of a display name.
    public static final int MAX_DISPLAY_NAME = 100;
    /// The most trusted certificates that an account can be allowed.
    public static final int MAX_TRUSTED_CERTIFICATE_LIMIT = 10_000;

    public Account {
        if (displayName.isBlank() || displayName.length() > MAX_DISPLAY_NAME || !Shown.isPlain(displayName)) {
            throw FirstclaimException.invalid("display_name",
                    "'%s' is not a display name: 1 to 100 characters, no control characters, are expected."
                            .formatted(Shown.shortened(displayName)));
        }
        if (deviceQuota < 0) {
            throw FirstclaimException.invalid("device_quota", deviceQuota + " is not a quota: 0 or more is expected.");
        }
        if (trustedCertificateLimit < 0 || trustedCertificateLimit > MAX_TRUSTED_CERTIFICATE_LIMIT) {
            throw FirstclaimException.invalid("trusted_certificate_limit",
                    trustedCertificateLimit + " is not a limit: 0 to 10000 is expected.");
        }
    }

    /// What the audit log tells of it.
    Map<String, Object> audited() {
        return Map.of("display_name", displayName, "status", status, "device_quota", deviceQuota,
                "trusted_certificate_limit", trustedCertificateLimit);
    }

    /// Whether its devices may come in.
    public boolean isActive() {
        return status == AccountStatus.ACTIVE;
    }

    /// How many more devices it may own; never negative, also when the quota was lowered below what is used.
    public int freeDeviceSlots() {
        return Math.max(0, deviceQuota - deviceCount);
    }
}
