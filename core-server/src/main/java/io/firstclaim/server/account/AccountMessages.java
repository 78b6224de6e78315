package io.firstclaim.server.account;

import com.google.protobuf.FieldMask;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.AccountChange;
import io.firstclaim.core.account.AccountStatus;
import io.firstclaim.core.account.ApiKey;
import io.firstclaim.core.account.ApiKeyChange;
import io.firstclaim.core.account.ApiKeyStatus;
import io.firstclaim.core.account.CreatedAccount;
import io.firstclaim.core.account.CreatedApiKey;
import io.firstclaim.core.account.Role;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.CreateAccountResponse;
import io.firstclaim.proto.account.v1.CreateApiKeyResponse;
import io.firstclaim.proto.account.v1.ListAccountsResponse;
import io.firstclaim.proto.account.v1.ListApiKeysResponse;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.Requests;
import java.util.Set;

/// Accounts and API keys as messages of the contract.
final class AccountMessages {
    private static final String DISPLAY_NAME = "display_name";
    private static final String STATUS = "status";
    private static final String DEVICE_QUOTA = "device_quota";
    private static final String CERTIFICATE_LIMIT = "trusted_certificate_limit";
    private static final Set<String> CHANGEABLE = Set.of(DISPLAY_NAME, STATUS, DEVICE_QUOTA, CERTIFICATE_LIMIT);
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final Set<String> KEY_CHANGEABLE = Set.of(NAME, ROLE, STATUS);

    private AccountMessages() {}

    static CreateAccountResponse created(CreatedAccount created) {
        var answer = CreateAccountResponse.newBuilder().setAccount(account(created.account()));
        var key = created.key();
        return key == null ? answer.build() : answer.setApiKey(key.reveal()).build();
    }

    static io.firstclaim.proto.account.v1.Account account(Account account) {
        return io.firstclaim.proto.account.v1.Account.newBuilder().setId(account.id().toString())
                .setEtag(Requests.etagOf(account.version())).setDisplayName(account.displayName())
                .setStatus(status(account.status())).setDeviceQuota(account.deviceQuota())
                .setDeviceCount(account.deviceCount())
                .setTrustedCertificateLimit(account.trustedCertificateLimit())
                .setTrustedCertificateCount(account.trustedCertificateCount())
                .setCreateTime(Answers.timestamp(account.createdAt()))
                .setUpdateTime(Answers.timestamp(account.updatedAt())).build();
    }

    static ListAccountsResponse accounts(Page<Account> page) {
        return ListAccountsResponse.newBuilder()
                .addAllAccounts(page.items().stream().map(AccountMessages::account).toList())
                .setNextPageToken(Answers.nextPageToken(page)).setTotalSize(page.total()).build();
    }

    static AccountChange change(io.firstclaim.proto.account.v1.Account wanted, FieldMask mask) {
        var paths = Requests.paths(mask, CHANGEABLE);
        return new AccountChange(paths.contains(DISPLAY_NAME) ? wanted.getDisplayName() : null,
                paths.contains(STATUS) ? status(wanted.getStatus()) : null,
                paths.contains(DEVICE_QUOTA) ? wanted.getDeviceQuota() : null,
                paths.contains(CERTIFICATE_LIMIT) ? wanted.getTrustedCertificateLimit() : null);
    }

    static CreateApiKeyResponse created(CreatedApiKey created) {
        return CreateApiKeyResponse.newBuilder().setApiKey(apiKey(created.key()))
                .setKeyText(created.text().reveal()).build();
    }

    static io.firstclaim.proto.account.v1.ApiKey apiKey(ApiKey key) {
        var accountId = key.accountId();
        return io.firstclaim.proto.account.v1.ApiKey.newBuilder().setId(key.id().toString())
                .setKey(key.publicPart()).setName(key.name())
                .setAccountId(accountId == null ? "" : accountId.toString()).setRole(role(key.role()))
                .setCreateTime(Answers.timestamp(key.createdAt())).setEtag(Requests.etagOf(key.version()))
                .setStatus(status(key.status())).setUpdateTime(Answers.timestamp(key.updatedAt())).build();
    }

    static ApiKeyChange change(io.firstclaim.proto.account.v1.ApiKey wanted, FieldMask mask) {
        var paths = Requests.paths(mask, KEY_CHANGEABLE);
        return new ApiKeyChange(paths.contains(NAME) ? wanted.getName() : null,
                paths.contains(ROLE) ? role(wanted.getRole()) : null,
                paths.contains(STATUS) ? status(wanted.getStatus()) : null);
    }

    static ListApiKeysResponse apiKeys(Page<ApiKey> page) {
        return ListApiKeysResponse.newBuilder()
                .addAllApiKeys(page.items().stream().map(AccountMessages::apiKey).toList())
                .setNextPageToken(Answers.nextPageToken(page)).setTotalSize(page.total()).build();
    }

    static Role role(ApiKeyRole role) {
        return switch (role) {
            case API_KEY_ROLE_PLATFORM_ADMIN -> Role.PLATFORM_ADMIN;
            case API_KEY_ROLE_ACCOUNT_ADMIN -> Role.ACCOUNT_ADMIN;
            case API_KEY_ROLE_ACCOUNT_READER -> Role.ACCOUNT_READER;
            case API_KEY_ROLE_UNSPECIFIED, UNRECOGNIZED -> throw FirstclaimException.invalid(ROLE,
                    "The role is missing or unknown: ACCOUNT_ADMIN, ACCOUNT_READER or PLATFORM_ADMIN is expected.");
        };
    }

    private static ApiKeyRole role(Role role) {
        return switch (role) {
            case PLATFORM_ADMIN -> ApiKeyRole.API_KEY_ROLE_PLATFORM_ADMIN;
            case ACCOUNT_ADMIN -> ApiKeyRole.API_KEY_ROLE_ACCOUNT_ADMIN;
            case ACCOUNT_READER -> ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER;
        };
    }

    private static ApiKeyStatus status(io.firstclaim.proto.account.v1.ApiKeyStatus status) {
        return switch (status) {
            case API_KEY_STATUS_ACTIVE -> ApiKeyStatus.ACTIVE;
            case API_KEY_STATUS_INACTIVE -> ApiKeyStatus.INACTIVE;
            case API_KEY_STATUS_UNSPECIFIED, UNRECOGNIZED -> throw FirstclaimException.invalid(STATUS,
                    "The status is missing or unknown: ACTIVE or INACTIVE is expected.");
        };
    }

    private static io.firstclaim.proto.account.v1.ApiKeyStatus status(ApiKeyStatus status) {
        return switch (status) {
            case ACTIVE -> io.firstclaim.proto.account.v1.ApiKeyStatus.API_KEY_STATUS_ACTIVE;
            case INACTIVE -> io.firstclaim.proto.account.v1.ApiKeyStatus.API_KEY_STATUS_INACTIVE;
        };
    }

    private static AccountStatus status(io.firstclaim.proto.account.v1.AccountStatus status) {
        return switch (status) {
            case ACCOUNT_STATUS_ACTIVE -> AccountStatus.ACTIVE;
            case ACCOUNT_STATUS_SUSPENDED -> AccountStatus.SUSPENDED;
            case ACCOUNT_STATUS_UNSPECIFIED, UNRECOGNIZED -> throw FirstclaimException.invalid("account.status",
                    "The status is missing or unknown: ACTIVE or SUSPENDED is expected.");
        };
    }

    private static io.firstclaim.proto.account.v1.AccountStatus status(AccountStatus status) {
        return switch (status) {
            case ACTIVE -> io.firstclaim.proto.account.v1.AccountStatus.ACCOUNT_STATUS_ACTIVE;
            case SUSPENDED -> io.firstclaim.proto.account.v1.AccountStatus.ACCOUNT_STATUS_SUSPENDED;
        };
    }
}
