package io.firstclaim.web.account;

import io.firstclaim.proto.account.v1.ApiKey;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.ApiKeyStatus;
import io.firstclaim.web.http.Choice;
import io.firstclaim.web.http.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An API key as it is shown.
///
/// @param object `api-key`
/// @param key the public part; all of it in the answer that makes it, and nowhere else
/// @param owner always null: keys belong to accounts, there are no users
/// @param accountId null for a key of the platform
/// @param groups always empty: the role says what a key may do
/// @param role `account-admin`, `account-reader` or `platform-admin`
/// @param creationTime milliseconds since 1970, for clients that know no `createdAt`
/// @param lastLoginTime always 0: nobody keeps it
record ApiKeyBody(String object, String id, String etag, String key, String name, @Nullable String owner,
        @Nullable String accountId, List<String> groups, @Nullable String role, @Nullable String status,
        @Nullable Instant createdAt, @Nullable Instant updatedAt, long creationTime, long lastLoginTime) {

    /// The words of the role.
    static final Choice<ApiKeyRole> ROLE = new Choice<>("role",
            Map.of("account-admin", ApiKeyRole.API_KEY_ROLE_ACCOUNT_ADMIN, "account-reader",
                    ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER, "platform-admin",
                    ApiKeyRole.API_KEY_ROLE_PLATFORM_ADMIN));
    /// The words of the status.
    static final Choice<ApiKeyStatus> STATUS = new Choice<>("status", Map.of("ACTIVE",
            ApiKeyStatus.API_KEY_STATUS_ACTIVE, "INACTIVE", ApiKeyStatus.API_KEY_STATUS_INACTIVE));

    static ApiKeyBody of(ApiKey key) {
        return of(key, key.getKey());
    }

    /// With another text in the place of the public part.
    static ApiKeyBody of(ApiKey key, String text) {
        Instant made = Json.time(key.hasCreateTime(), key.getCreateTime());
        return new ApiKeyBody("api-key", key.getId(), key.getEtag(), text, key.getName(), null,
                Json.textOrNull(key.getAccountId()), List.of(), ROLE.word(key.getRole()),
                STATUS.word(key.getStatus()), made, Json.time(key.hasUpdateTime(), key.getUpdateTime()),
                made == null ? 0 : made.toEpochMilli(), 0);
    }
}
