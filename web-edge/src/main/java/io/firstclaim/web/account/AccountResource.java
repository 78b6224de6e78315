package io.firstclaim.web.account;

import com.google.protobuf.FieldMask;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.firstclaim.proto.account.v1.AccountStatus;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateAccountResponse;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.firstclaim.proto.account.v1.ListAccountsRequest;
import io.firstclaim.proto.account.v1.ListAccountsResponse;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.listing.Filters;
import io.firstclaim.web.listing.ListBody;
import io.firstclaim.web.listing.ListQuery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/v3/accounts`: one's own as `me`; all of them for the platform administrator.
public final class AccountResource implements Resource {
    private static final String ALL = "/accounts";
    private static final String OWN = ALL + "/me";
    private static final String ONE = ALL + "/{id}";
    private static final Filters FILTERS = Filters.none().id("id", "id").text("display_name", "display_name")
            .choice("status", "status",
                    Map.of("ACTIVE", "ACTIVE", "SUSPENDED", "SUSPENDED", "ENROLLING", "", "RESTRICTED", ""))
            .time("created_at", "create_time").time("updated_at", "update_time").always("tier", "1")
            .never("end_market", "parent_id").refused("etag", "limits", "limitations");

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("GET", OWN, AccountResource::get), Endpoint.of("PUT", OWN, AccountResource::update),
                Endpoint.of("POST", ALL, AccountResource::create), Endpoint.of("GET", ALL, AccountResource::list),
                Endpoint.of("GET", ONE, AccountResource::get), Endpoint.of("PUT", ONE, AccountResource::update));
    }

    /// What a client wants an account to be. What it leaves out is the server's default in a new one, and stays in a change.
    private record Wish(@Nullable String displayName, @Nullable String status, @Nullable Integer deviceQuota,
            @Nullable Integer trustedCertificateLimit) {

        CreateAccountRequest creation() {
            CreateAccountRequest.Builder request = CreateAccountRequest.newBuilder()
                    .setDisplayName(displayName == null ? "" : displayName);
            if (deviceQuota != null) {
                request.setDeviceQuota(deviceQuota);
            }
            if (trustedCertificateLimit != null) {
                request.setTrustedCertificateLimit(trustedCertificateLimit);
            }
            return request.build();
        }

        UpdateAccountRequest.Builder change(Account.Builder account) {
            FieldMask.Builder mask = FieldMask.newBuilder();
            if (displayName != null) {
                account.setDisplayName(displayName);
                mask.addPaths("display_name");
            }
            AccountStatus wanted = AccountBody.STATUS.read(status);
            if (wanted != null) {
                account.setStatus(wanted);
                mask.addPaths("status");
            }
            if (deviceQuota != null) {
                account.setDeviceQuota(deviceQuota);
                mask.addPaths("device_quota");
            }
            if (trustedCertificateLimit != null) {
                account.setTrustedCertificateLimit(trustedCertificateLimit);
                mask.addPaths("trusted_certificate_limit");
            }
            return UpdateAccountRequest.newBuilder().setAccount(account).setUpdateMask(mask);
        }
    }

    private static Answer create(Call call) {
        AccountServiceBlockingStub core = core(call);
        CreateAccountResponse made = core.createAccount(call.json(Wish.class).creation());
        return Answer.created(new AccountBody.Created(AccountBody.of(made.getAccount()), made.getApiKey()));
    }

    private static Answer list(Call call) {
        AccountServiceBlockingStub core = core(call);
        ListQuery query = ListQuery.of(call.query(), FILTERS);
        ListAccountsResponse page = core.listAccounts(ListAccountsRequest.newBuilder().setPageSize(query.limit())
                .setPageToken(query.pageToken()).setDescending(query.descending())
                .addAllConditions(query.conditions()).setIncludeTotalSize(true).build());
        return Answer.ok(ListBody.of(query, page.getNextPageToken(), page.getTotalSize(), page.getAccountsList(),
                AccountBody::of));
    }

    private static Answer get(Call call) {
        return Answer.ok(AccountBody.of(read(call)));
    }

    /// A change of nothing is a read.
    private static Answer update(Call call) {
        AccountServiceBlockingStub core = core(call);
        Wish wish = call.json(Wish.class);
        String id = call.path("id").isEmpty() ? read(call).getId() : call.path("id");
        UpdateAccountRequest change = wish.change(Account.newBuilder().setId(id).setEtag(call.ifMatch())).build();
        return change.getUpdateMask().getPathsCount() == 0
                ? get(call)
                : Answer.ok(AccountBody.of(core.updateAccount(change).getAccount()));
    }

    /// The account in the path; the caller's own at `me`.
    private static Account read(Call call) {
        return core(call).getAccount(GetAccountRequest.newBuilder().setId(call.path("id")).build()).getAccount();
    }

    private static AccountServiceBlockingStub core(Call call) {
        return AccountServiceGrpc.newBlockingStub(call.core());
    }
}
