package io.firstclaim.server.account;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.CreateAccount;
import io.firstclaim.core.account.CreateApiKey;
import io.firstclaim.core.account.DeleteApiKey;
import io.firstclaim.core.account.ReadAccounts;
import io.firstclaim.core.account.ReadApiKeys;
import io.firstclaim.core.account.UpdateAccount;
import io.firstclaim.core.account.UpdateApiKey;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceImplBase;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateAccountResponse;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyResponse;
import io.firstclaim.proto.account.v1.DeleteApiKeyRequest;
import io.firstclaim.proto.account.v1.DeleteApiKeyResponse;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.firstclaim.proto.account.v1.GetAccountResponse;
import io.firstclaim.proto.account.v1.GetApiKeyRequest;
import io.firstclaim.proto.account.v1.GetApiKeyResponse;
import io.firstclaim.proto.account.v1.ListAccountsRequest;
import io.firstclaim.proto.account.v1.ListAccountsResponse;
import io.firstclaim.proto.account.v1.ListApiKeysRequest;
import io.firstclaim.proto.account.v1.ListApiKeysResponse;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.proto.account.v1.UpdateAccountResponse;
import io.firstclaim.proto.account.v1.UpdateApiKeyRequest;
import io.firstclaim.proto.account.v1.UpdateApiKeyResponse;
import io.firstclaim.server.call.Lists;
import io.firstclaim.server.call.Requests;
import io.grpc.stub.StreamObserver;

/// `firstclaim.account.v1.AccountService`.
public final class AccountService extends AccountServiceImplBase {
    private final CreateAccount createAccount;
    private final ReadAccounts readAccounts;
    private final UpdateAccount updateAccount;
    private final CreateApiKey createApiKey;
    private final ReadApiKeys readApiKeys;
    private final UpdateApiKey updateApiKey;
    private final DeleteApiKey deleteApiKey;

    public AccountService(CreateAccount createAccount, ReadAccounts readAccounts, UpdateAccount updateAccount,
            CreateApiKey createApiKey, ReadApiKeys readApiKeys, UpdateApiKey updateApiKey,
            DeleteApiKey deleteApiKey) {
        this.createAccount = createAccount;
        this.readAccounts = readAccounts;
        this.updateAccount = updateAccount;
        this.createApiKey = createApiKey;
        this.readApiKeys = readApiKeys;
        this.updateApiKey = updateApiKey;
        this.deleteApiKey = deleteApiKey;
    }

    @Override
    public void createAccount(CreateAccountRequest request, StreamObserver<CreateAccountResponse> call) {
        answer(call, AccountMessages.created(createAccount.create(caller(), request.getDisplayName(),
                request.hasDeviceQuota() ? request.getDeviceQuota() : null,
                request.hasTrustedCertificateLimit() ? request.getTrustedCertificateLimit() : null,
                RequestId.parse(request.getRequestId()))));
    }

    @Override
    public void getAccount(GetAccountRequest request, StreamObserver<GetAccountResponse> call) {
        answer(call, GetAccountResponse.newBuilder()
                .setAccount(AccountMessages
                        .account(readAccounts.get(caller(), Requests.idOrNull("id", request.getId()))))
                .build());
    }

    @Override
    public void listAccounts(ListAccountsRequest request, StreamObserver<ListAccountsResponse> call) {
        answer(call, AccountMessages.accounts(
                readAccounts.list(caller(), Lists.request(request.getPageSize(), request.getPageToken(),
                        request.getConditionsList(), request.getDescending(), request.getIncludeTotalSize()))));
    }

    @Override
    public void updateAccount(UpdateAccountRequest request, StreamObserver<UpdateAccountResponse> call) {
        answer(call, UpdateAccountResponse.newBuilder()
                .setAccount(AccountMessages.account(updateAccount.update(caller(),
                        ResourceId.parse("account.id", request.getAccount().getId()),
                        AccountMessages.change(request.getAccount(), request.getUpdateMask()),
                        Requests.versionOf(request.getAccount().getEtag()))))
                .build());
    }

    @Override
    public void createApiKey(CreateApiKeyRequest request, StreamObserver<CreateApiKeyResponse> call) {
        answer(call, AccountMessages.created(createApiKey.create(caller(),
                Requests.idOrNull("account_id", request.getAccountId()), request.getName(),
                AccountMessages.role(request.getRole()), RequestId.parse(request.getRequestId()))));
    }

    @Override
    public void getApiKey(GetApiKeyRequest request, StreamObserver<GetApiKeyResponse> call) {
        answer(call, GetApiKeyResponse.newBuilder()
                .setApiKey(
                        AccountMessages.apiKey(readApiKeys.get(caller(), Requests.idOrNull("id", request.getId()))))
                .build());
    }

    @Override
    public void listApiKeys(ListApiKeysRequest request, StreamObserver<ListApiKeysResponse> call) {
        answer(call, AccountMessages.apiKeys(
                readApiKeys.list(caller(), Lists.request(request.getPageSize(), request.getPageToken(),
                        request.getConditionsList(), request.getDescending(), request.getIncludeTotalSize()))));
    }

    @Override
    public void updateApiKey(UpdateApiKeyRequest request, StreamObserver<UpdateApiKeyResponse> call) {
        var wanted = request.getApiKey();
        answer(call, UpdateApiKeyResponse.newBuilder()
                .setApiKey(AccountMessages.apiKey(updateApiKey.update(caller(),
                        ResourceId.parse("api_key.id", wanted.getId()),
                        AccountMessages.change(wanted, request.getUpdateMask()),
                        Requests.versionOf(wanted.getEtag()))))
                .build());
    }

    @Override
    public void deleteApiKey(DeleteApiKeyRequest request, StreamObserver<DeleteApiKeyResponse> call) {
        deleteApiKey.delete(caller(), ResourceId.parse("id", request.getId()));
        answer(call, DeleteApiKeyResponse.getDefaultInstance());
    }
}
