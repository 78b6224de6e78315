package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.firstclaim.proto.account.v1.AccountStatus;
import io.firstclaim.proto.account.v1.ApiKey;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.ApiKeyStatus;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.account.v1.DeleteApiKeyRequest;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.firstclaim.proto.account.v1.GetApiKeyRequest;
import io.firstclaim.proto.account.v1.ListAccountsRequest;
import io.firstclaim.proto.account.v1.ListApiKeysRequest;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.proto.account.v1.UpdateApiKeyRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.proto.listing.v1.Condition;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AccountServiceTest {
    private static final String UNKNOWN = "0192f0a0b1c27d3e8f4a5b6c7d8e9f01";

    @RegisterExtension
    static final SharedCore CORE = new SharedCore();
    private final AccountServiceBlockingStub platform = AccountServiceGrpc.newBlockingStub(CORE.core().platform());

    @Test
    void aNewAccountHasTheDefaultsOrWhatItsCreatorSaid() {
        var plain = platform.createAccount(named("Plain").build()).getAccount();
        assertThat(plain.getDeviceQuota()).isEqualTo(CoreConfig.DEFAULT_DEVICE_QUOTA);
        assertThat(plain.getTrustedCertificateLimit()).isEqualTo(CoreConfig.DEFAULT_CERTIFICATE_LIMIT);
        assertThat(plain.getStatus()).isEqualTo(AccountStatus.ACCOUNT_STATUS_ACTIVE);
        var chosen = platform.createAccount(named("Chosen").setDeviceQuota(0).setTrustedCertificateLimit(7).build())
                .getAccount();
        assertThat(chosen.getDeviceQuota()).isZero();
        assertThat(chosen.getTrustedCertificateLimit()).isEqualTo(7);
        assertThat(chosen.getId()).matches("[0-9a-f]{32}");
    }

    @Test
    void itsFirstKeyIsAnAdministratorsAndShownOnce() {
        var request = named("Acme").setRequestId("acme-1").build();
        var first = platform.createAccount(request);
        var again = platform.createAccount(request);
        assertThat(again.getAccount()).isEqualTo(first.getAccount());
        assertThat(again.getApiKey()).isEmpty();
        var own = AccountServiceGrpc.newBlockingStub(CORE.core().withKey(first.getApiKey()))
                .getApiKey(GetApiKeyRequest.getDefaultInstance()).getApiKey();
        assertThat(own.getRole()).isEqualTo(ApiKeyRole.API_KEY_ROLE_ACCOUNT_ADMIN);
        assertThat(own.getAccountId()).isEqualTo(first.getAccount().getId());
        assertThat(first.getApiKey()).startsWith(own.getKey());
    }

    @Test
    void anAccountNeedsANameAndSoundLimits() {
        invalid(named("")).blames("display_name");
        invalid(named("x".repeat(101))).blames("display_name");
        invalid(named("Acme").setDeviceQuota(-1)).blames("device_quota");
        invalid(named("Acme").setTrustedCertificateLimit(10_001)).blames("trusted_certificate_limit");
        invalid(named("Acme").setRequestId("x".repeat(65))).blames("request_id");
        assertThat(platform.createAccount(named("x".repeat(100)).build()).getAccount().getDisplayName()).hasSize(100);
    }

    @Test
    void anAccountReadsItselfAndNoOther() {
        var acme = CORE.account("Acme");
        var other = CORE.account("Other");
        var own = AccountServiceGrpc.newBlockingStub(acme.reader());
        assertThat(own.getAccount(GetAccountRequest.getDefaultInstance()).getAccount().getId()).isEqualTo(acme.id());
        assertThat(own.getAccount(byId(acme.id())).getAccount().getId()).isEqualTo(acme.id());
        Failures.of(() -> own.getAccount(byId(other.id()))).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        Failures.of(() -> platform.getAccount(byId(UNKNOWN))).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        Failures.of(() -> platform.getAccount(byId("nonsense")))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("id");
    }

    @Test
    void accountsAreListedPageByPageInOrderOfCreation() {
        var made = List.of(CORE.account("one").id(), CORE.account("two").id(), CORE.account("three").id());
        var seen = new ArrayList<String>();
        var token = "";
        do {
            var page = platform
                    .listAccounts(ListAccountsRequest.newBuilder().setPageSize(2).setPageToken(token).build());
            assertThat(page.getAccountsCount()).isBetween(1, 2);
            page.getAccountsList().forEach(account -> seen.add(account.getId()));
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        assertThat(seen).isSorted().doesNotHaveDuplicates().containsSubsequence(made);
    }

    @Test
    void aPageThatNobodyCanMeanIsRefused() {
        Failures.of(() -> platform.listAccounts(ListAccountsRequest.newBuilder().setPageSize(-1).build()))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("page_size");
        Failures.of(() -> platform.listAccounts(ListAccountsRequest.newBuilder().setPageToken("?").build()))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("page_token");
    }

    @Test
    void anUpdateChangesWhatTheMaskNamesAndNothingElse() {
        var before = platform.createAccount(named("Before").build()).getAccount();
        var wanted = Account.newBuilder().setId(before.getId()).setDisplayName("not asked for").setDeviceQuota(5)
                .build();
        var after = update(wanted, "device_quota");
        assertThat(after.getDeviceQuota()).isEqualTo(5);
        assertThat(after.getDisplayName()).isEqualTo("Before");
        assertThat(after.getEtag()).isNotEqualTo(before.getEtag());
    }

    @Test
    void anUpdateByAnOldEtagIsAborted() {
        var before = platform.createAccount(named("Before").build()).getAccount();
        var after = update(before.toBuilder().setDisplayName("After").build(), "display_name");
        Failures.of(() -> update(before, "display_name"))
                .is(Code.ABORTED, ErrorReason.ERROR_REASON_PRECONDITION_FAILED);
        Failures.of(() -> update(before.toBuilder().setEtag("not ours").build(), "display_name"))
                .is(Code.ABORTED, ErrorReason.ERROR_REASON_PRECONDITION_FAILED).blames("etag");
        assertThat(update(after, "display_name").getDisplayName()).isEqualTo("After");
    }

    @Test
    void anUpdateNamesTheFieldsThatItChanges() {
        var account = platform.createAccount(named("Before").build()).getAccount();
        Failures.of(() -> update(account)).is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR)
                .blames("update_mask");
        Failures.of(() -> update(account, "device_count"))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("update_mask");
        Failures.of(() -> update(account.toBuilder().setStatusValue(99).build(), "status"))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR);
    }

    @Test
    void theKeysOfASuspendedAccountOnlyRead() {
        var acme = CORE.account("Acme");
        update(Account.newBuilder().setId(acme.id()).setStatus(AccountStatus.ACCOUNT_STATUS_SUSPENDED).build(),
                "status");
        var device = TestFactory.named("Maker").make("meter");
        Failures.of(() -> acme.enroll(device)).is(Code.PERMISSION_DENIED, ErrorReason.ERROR_REASON_ACCOUNT_SUSPENDED);
        assertThat(EnrollmentServiceGrpc.newBlockingStub(acme.admin())
                .listEnrollments(ListEnrollmentsRequest.getDefaultInstance()).getEnrollmentsList()).isEmpty();
    }

    @Test
    void theTextOfAKeyIsShownOnceOnly() {
        var acme = AccountServiceGrpc.newBlockingStub(CORE.account("Acme").admin());
        var request = CreateApiKeyRequest.newBuilder().setName("ci").setRequestId("ci-1")
                .setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build();
        var created = acme.createApiKey(request);
        assertThat(created.getKeyText()).startsWith(created.getApiKey().getKey())
                .hasSizeGreaterThan(created.getApiKey().getKey().length());
        Failures.of(() -> acme.createApiKey(request)).is(Code.ALREADY_EXISTS, ErrorReason.ERROR_REASON_DUPLICATE);
        assertThat(acme.listApiKeys(ListApiKeysRequest.getDefaultInstance()).toString())
                .doesNotContain(created.getKeyText());
    }

    @Test
    void aRevokedKeyEndsAtOnce() {
        var acme = CORE.account("Acme");
        var admin = AccountServiceGrpc.newBlockingStub(acme.admin());
        var key = AccountServiceGrpc.newBlockingStub(acme.reader()).getApiKey(GetApiKeyRequest.getDefaultInstance())
                .getApiKey();
        admin.deleteApiKey(DeleteApiKeyRequest.newBuilder().setId(key.getId()).build());
        Failures.of(() -> AccountServiceGrpc.newBlockingStub(acme.reader())
                .getApiKey(GetApiKeyRequest.getDefaultInstance()))
                .is(Code.UNAUTHENTICATED, ErrorReason.ERROR_REASON_INVALID_TOKEN);
        Failures.of(() -> admin.deleteApiKey(DeleteApiKeyRequest.newBuilder().setId(key.getId()).build()))
                .is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
    }

    @Test
    void anInactiveKeyIsRefusedLikeAnUnknownOneUntilItIsActiveAgain() {
        var acme = CORE.account("Acme");
        var reader = AccountServiceGrpc.newBlockingStub(acme.reader());
        var key = reader.getApiKey(GetApiKeyRequest.getDefaultInstance()).getApiKey();
        assertThat(key.getStatus()).isEqualTo(ApiKeyStatus.API_KEY_STATUS_ACTIVE);
        var inactive = update(acme, key.toBuilder().setStatus(ApiKeyStatus.API_KEY_STATUS_INACTIVE), "status");
        assertThat(inactive.getEtag()).isNotEqualTo(key.getEtag());
        Failures.of(() -> reader.getApiKey(GetApiKeyRequest.getDefaultInstance()))
                .is(Code.UNAUTHENTICATED, ErrorReason.ERROR_REASON_INVALID_TOKEN);
        update(acme, inactive.toBuilder().setStatus(ApiKeyStatus.API_KEY_STATUS_ACTIVE), "status");
        assertThat(reader.getApiKey(GetApiKeyRequest.getDefaultInstance()).getApiKey().getId()).isEqualTo(key.getId());
        Failures.of(() -> update(acme, inactive.toBuilder().setName("late"), "name"))
                .is(Code.ABORTED, ErrorReason.ERROR_REASON_PRECONDITION_FAILED).blames("etag");
        Failures.of(() -> update(acme, key.toBuilder().clearEtag().clearStatus(), "status"))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("status");
        Failures.of(() -> update(acme, key.toBuilder().clearEtag(), "key"))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("update_mask");
    }

    @Test
    void theKeyOfTheCallCanBeRenamedOnly() {
        var acme = CORE.account("Acme");
        var own = AccountServiceGrpc.newBlockingStub(acme.admin()).getApiKey(GetApiKeyRequest.getDefaultInstance())
                .getApiKey();
        assertThat(update(acme, own.toBuilder().setName("mine"), "name").getName()).isEqualTo("mine");
        Failures.of(() -> update(acme, ApiKey.newBuilder().setId(own.getId())
                .setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER), "role"))
                .is(Code.FAILED_PRECONDITION, ErrorReason.ERROR_REASON_NOT_POSSIBLE_NOW);
    }

    @Test
    void keysAndAccountsAreChosenByConditionsAndCounted() {
        var acme = CORE.account("Only one of this name");
        var keys = AccountServiceGrpc.newBlockingStub(acme.reader());
        var readers = keys.listApiKeys(ListApiKeysRequest.newBuilder().setIncludeTotalSize(true)
                .addConditions(condition("role", "account_reader")).build());
        assertThat(readers.getApiKeysList()).allMatch(key -> key.getRole() == ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER);
        assertThat(readers.getTotalSize()).isEqualTo(1);
        var all = keys.listApiKeys(ListApiKeysRequest.newBuilder().setIncludeTotalSize(true).setPageSize(1)
                .setDescending(true).build());
        assertThat(all.getTotalSize()).isEqualTo(2);
        assertThat(all.getApiKeys(0)).isEqualTo(readers.getApiKeys(0));
        var accounts = platform.listAccounts(ListAccountsRequest.newBuilder().setIncludeTotalSize(true)
                .addConditions(condition("display_name", "Only one of this name")).build());
        assertThat(accounts.getAccountsList()).extracting(Account::getId).containsExactly(acme.id());
        assertThat(accounts.getTotalSize()).isEqualTo(1);
    }

    private static Condition condition(String field, String value) {
        return Condition.newBuilder().setField(field).addValues(value).build();
    }

    private static ApiKey update(TestAccount account, ApiKey.Builder wanted, String path) {
        return AccountServiceGrpc.newBlockingStub(account.admin()).updateApiKey(UpdateApiKeyRequest.newBuilder()
                .setApiKey(wanted).setUpdateMask(FieldMask.newBuilder().addPaths(path)).build()).getApiKey();
    }

    @Test
    void onlyThePlatformAdministratorMakesPlatformKeys() {
        var request = CreateApiKeyRequest.newBuilder().setName("second")
                .setRole(ApiKeyRole.API_KEY_ROLE_PLATFORM_ADMIN).build();
        var acme = AccountServiceGrpc.newBlockingStub(CORE.account("Acme").admin());
        Failures.of(() -> acme.createApiKey(request))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("role");
        assertThat(platform.createApiKey(request).getApiKey().getAccountId()).isEmpty();
        Failures.of(() -> platform.createApiKey(request.toBuilder().clearRole().build()))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("role");
    }

    private static CreateAccountRequest.Builder named(String name) {
        return CreateAccountRequest.newBuilder().setDisplayName(name);
    }

    private static GetAccountRequest byId(String id) {
        return GetAccountRequest.newBuilder().setId(id).build();
    }

    private Failures invalid(CreateAccountRequest.Builder request) {
        return Failures.of(() -> platform.createAccount(request.build())).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR);
    }

    private Account update(Account wanted, String... paths) {
        return platform.updateAccount(UpdateAccountRequest.newBuilder().setAccount(wanted)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths))).build()).getAccount();
    }
}
