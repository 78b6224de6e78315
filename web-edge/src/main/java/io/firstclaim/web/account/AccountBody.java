package io.firstclaim.web.account;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountStatus;
import io.firstclaim.web.http.Choice;
import io.firstclaim.web.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An account as it is shown.
///
/// @param object `account`
/// @param status `ACTIVE` or `SUSPENDED`
/// @param tier `1`, which to clients means a paying customer: nothing here depends on it
/// @param endMarket always null: nobody is asked for it
/// @param limits the limits as texts, by the names by which they are changed
/// @param limitations the limits with what is used of them
record AccountBody(String object, String id, String etag, @Nullable String status, String tier,
        @Nullable String endMarket, String displayName, Map<String, String> limits, LimitationsBody limitations,
        List<String> aliases, Map<String, String> customFields, @Nullable String parentId,
        @Nullable Instant createdAt, @Nullable Instant updatedAt) {

    /// The words of the status.
    static final Choice<AccountStatus> STATUS = new Choice<>("status", Map.of("ACTIVE",
            AccountStatus.ACCOUNT_STATUS_ACTIVE, "SUSPENDED", AccountStatus.ACCOUNT_STATUS_SUSPENDED));

    private static final String PAYING = "1";

    static AccountBody of(Account account) {
        return new AccountBody("account", account.getId(), account.getEtag(), STATUS.word(account.getStatus()),
                PAYING, null, account.getDisplayName(),
                Map.of("device_quota", String.valueOf(account.getDeviceQuota()), "trusted_certificate_limit",
                        String.valueOf(account.getTrustedCertificateLimit())),
                LimitationsBody.of(account), List.of(), Map.of(), null,
                Json.time(account.hasCreateTime(), account.getCreateTime()),
                Json.time(account.hasUpdateTime(), account.getUpdateTime()));
    }

    /// A new account and the key of its first administrator, shown here only.
    record Created(@JsonUnwrapped AccountBody account, String adminKey) {}
}
