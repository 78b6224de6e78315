package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.CreateWebhookRequest;
import io.firstclaim.proto.claim.v1.CreateWebhookResponse;
import io.firstclaim.proto.claim.v1.DeleteWebhookRequest;
import io.firstclaim.proto.claim.v1.GetWebhookRequest;
import io.firstclaim.proto.claim.v1.ListWebhooksRequest;
import io.firstclaim.proto.claim.v1.ReplayWebhookRequest;
import io.firstclaim.proto.claim.v1.Webhook;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc.WebhookServiceBlockingStub;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.listing.Filters;
import io.firstclaim.web.listing.ListBody;
import io.firstclaim.web.listing.ListQuery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/v3/device-enrollment-webhooks`: events sent to an address of the account.
public final class WebhookResource implements Resource {
    private static final String ALL = "/device-enrollment-webhooks";
    private static final String ONE = ALL + "/{id}";
    /// More than an account may have.
    private static final int ALL_OF_AN_ACCOUNT = 1000;

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("POST", ALL, WebhookResource::create),
                Endpoint.of("GET", ALL, WebhookResource::list), Endpoint.of("GET", ONE, WebhookResource::get),
                Endpoint.of("DELETE", ONE, WebhookResource::delete),
                Endpoint.of("POST", ONE + "/replay", WebhookResource::replay));
    }

    /// A new webhook.
    ///
    /// @param eventTypes names of types; null or none for all
    /// @param after the position after which it begins; null for the events from now on
    private record Creation(@Nullable String url, @Nullable List<String> eventTypes, @Nullable Long after) {}

    /// @param after the position after which it goes on; null for 0, the first event
    private record Replay(@Nullable Long after) {}

    private static Answer create(Call call) {
        WebhookServiceBlockingStub core = core(call);
        Creation wish = call.json(Creation.class);
        List<String> types = wish.eventTypes() == null ? List.of() : wish.eventTypes();
        CreateWebhookRequest.Builder request = CreateWebhookRequest.newBuilder().setWebhook(Webhook.newBuilder()
                .setUrl(wish.url() == null ? "" : wish.url()).addAllEventTypes(EventTypes.parse("event_types", types)));
        if (wish.after() != null) {
            request.setAfterPosition(wish.after());
        }
        CreateWebhookResponse made = core.createWebhook(request.build());
        return Answer.created(WebhookBody.of(made.getWebhook(), made.getSecret()));
    }

    /// An account has few: all are read, and the page is cut out of them here.
    private static Answer list(Call call) {
        WebhookServiceBlockingStub core = core(call);
        ListQuery query = ListQuery.of(call.query(), Filters.none());
        List<Webhook> all = core.listWebhooks(ListWebhooksRequest.newBuilder().setPageSize(ALL_OF_AN_ACCOUNT).build())
                .getWebhooksList();
        List<Webhook> ordered = query.descending() ? all.reversed() : all;
        List<Webhook> left = ordered.stream().filter(webhook -> isAfter(query, webhook.getId())).toList();
        List<Webhook> page = left.stream().limit(query.limit()).toList();
        String next = left.size() > page.size() ? page.getLast().getId() : "";
        return Answer.ok(ListBody.of(query, next, all.size(), page, WebhookBody::of));
    }

    private static boolean isAfter(ListQuery query, String id) {
        String after = query.pageToken();
        return after.isEmpty() || (query.descending() ? id.compareTo(after) < 0 : id.compareTo(after) > 0);
    }

    private static Answer get(Call call) {
        GetWebhookRequest request = GetWebhookRequest.newBuilder().setId(call.path("id")).build();
        return Answer.ok(WebhookBody.of(core(call).getWebhook(request).getWebhook()));
    }

    private static Answer delete(Call call) {
        var _ = core(call).deleteWebhook(DeleteWebhookRequest.newBuilder().setId(call.path("id")).build());
        return Answer.empty();
    }

    private static Answer replay(Call call) {
        WebhookServiceBlockingStub core = core(call);
        Long after = call.json(Replay.class).after();
        ReplayWebhookRequest request = ReplayWebhookRequest.newBuilder().setId(call.path("id"))
                .setAfterPosition(after == null ? 0 : after).build();
        return Answer.ok(WebhookBody.of(core.replayWebhook(request).getWebhook()));
    }

    private static WebhookServiceBlockingStub core(Call call) {
        return WebhookServiceGrpc.newBlockingStub(call.core());
    }
}
