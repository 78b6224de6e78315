package io.firstclaim.web.account;

import com.google.protobuf.FieldMask;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.firstclaim.proto.account.v1.ApiKey;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.ApiKeyStatus;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyResponse;
import io.firstclaim.proto.account.v1.DeleteApiKeyRequest;
import io.firstclaim.proto.account.v1.GetApiKeyRequest;
import io.firstclaim.proto.account.v1.ListApiKeysRequest;
import io.firstclaim.proto.account.v1.ListApiKeysResponse;
import io.firstclaim.proto.account.v1.UpdateApiKeyRequest;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.listing.Filters;
import io.firstclaim.web.listing.ListBody;
import io.firstclaim.web.listing.ListQuery;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// `/v3/api-keys`: the keys that speak for the account. `me` is the key of the request.
public final class ApiKeyResource implements Resource {
    private static final String ALL = "/api-keys";
    private static final String OWN = ALL + "/me";
    private static final String ONE = ALL + "/{id}";
    private static final String KEY_PREFIX = "ak_";
    private static final Pattern PUBLIC_PART = Pattern.compile("ak_[0-9a-f]{32}");
    private static final Filters FILTERS = Filters.none().id("id", "id").text("name", "name")
            .choice("status", "status", Map.of("ACTIVE", "ACTIVE", "INACTIVE", "INACTIVE"))
            .choice("role", "role",
                    Map.of("account-admin", "ACCOUNT_ADMIN", "account-reader", "ACCOUNT_READER", "platform-admin",
                            "PLATFORM_ADMIN"))
            .coded("key", "id", "the public part of a key, 'ak_' and 32 lower-case hex characters, is expected",
                    PUBLIC_PART.asMatchPredicate(), text -> text.substring(KEY_PREFIX.length()))
            .time("created_at", "create_time").never("owner").refused("account_id", "etag", "updated_at", "groups");

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("GET", OWN, ApiKeyResource::get), Endpoint.of("POST", ALL, ApiKeyResource::create),
                Endpoint.of("GET", ALL, ApiKeyResource::list), Endpoint.of("GET", ONE, ApiKeyResource::get),
                Endpoint.of("PUT", ONE, ApiKeyResource::update), Endpoint.of("DELETE", ONE, ApiKeyResource::delete));
    }

    /// What a client wants a key to be. `owner` and `groups`, which clients also send, mean nothing here.
    private record Wish(@Nullable String name, @Nullable String role, @Nullable String status) {

        UpdateApiKeyRequest change(String id, String etag) {
            ApiKey.Builder key = ApiKey.newBuilder().setId(id).setEtag(etag);
            FieldMask.Builder mask = FieldMask.newBuilder();
            if (name != null) {
                key.setName(name);
                mask.addPaths("name");
            }
            ApiKeyRole wantedRole = ApiKeyBody.ROLE.read(role);
            if (wantedRole != null) {
                key.setRole(wantedRole);
                mask.addPaths("role");
            }
            ApiKeyStatus wantedStatus = ApiKeyBody.STATUS.read(status);
            if (wantedStatus != null) {
                key.setStatus(wantedStatus);
                mask.addPaths("status");
            }
            return UpdateApiKeyRequest.newBuilder().setApiKey(key).setUpdateMask(mask).build();
        }
    }

    /// A key that says no role is an administrator's, as on the command line: clients of the original know no roles.
    private static Answer create(Call call) {
        AccountServiceBlockingStub core = core(call);
        Wish wish = call.json(Wish.class);
        ApiKeyRole role = ApiKeyBody.ROLE.read(wish.role());
        ApiKeyStatus status = ApiKeyBody.STATUS.read(wish.status());
        CreateApiKeyResponse made = core.createApiKey(CreateApiKeyRequest.newBuilder()
                .setName(wish.name() == null ? "" : wish.name())
                .setRole(role == null ? ApiKeyRole.API_KEY_ROLE_ACCOUNT_ADMIN : role).build());
        ApiKey key = made.getApiKey();
        if (status == ApiKeyStatus.API_KEY_STATUS_INACTIVE) {
            key = core.updateApiKey(new Wish(null, null, wish.status()).change(key.getId(), "")).getApiKey();
        }
        return Answer.created(ApiKeyBody.of(key, made.getKeyText()));
    }

    private static Answer list(Call call) {
        AccountServiceBlockingStub core = core(call);
        ListQuery query = ListQuery.of(call.query(), FILTERS);
        ListApiKeysResponse page = core.listApiKeys(ListApiKeysRequest.newBuilder().setPageSize(query.limit())
                .setPageToken(query.pageToken()).setDescending(query.descending())
                .addAllConditions(query.conditions()).setIncludeTotalSize(true).build());
        return Answer.ok(ListBody.of(query, page.getNextPageToken(), page.getTotalSize(), page.getApiKeysList(),
                ApiKeyBody::of));
    }

    /// The key in the path; the key of the request at `me`.
    private static Answer get(Call call) {
        return Answer.ok(ApiKeyBody
                .of(core(call).getApiKey(GetApiKeyRequest.newBuilder().setId(call.path("id")).build()).getApiKey()));
    }

    /// A change of nothing is a read.
    private static Answer update(Call call) {
        AccountServiceBlockingStub core = core(call);
        UpdateApiKeyRequest change = call.json(Wish.class).change(call.path("id"), call.ifMatch());
        return change.getUpdateMask().getPathsCount() == 0
                ? get(call)
                : Answer.ok(ApiKeyBody.of(core.updateApiKey(change).getApiKey()));
    }

    private static Answer delete(Call call) {
        var _ = core(call).deleteApiKey(DeleteApiKeyRequest.newBuilder().setId(call.path("id")).build());
        return Answer.empty();
    }

    private static AccountServiceBlockingStub core(Call call) {
        return AccountServiceGrpc.newBlockingStub(call.core());
    }
}
