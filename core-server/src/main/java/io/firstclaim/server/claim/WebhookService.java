package io.firstclaim.server.claim;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.PageRequest;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.CreateWebhook;
import io.firstclaim.core.claim.DeleteWebhook;
import io.firstclaim.core.claim.ReadWebhooks;
import io.firstclaim.core.claim.ReplayWebhook;
import io.firstclaim.core.claim.WebhookUrl;
import io.firstclaim.proto.claim.v1.CreateWebhookRequest;
import io.firstclaim.proto.claim.v1.CreateWebhookResponse;
import io.firstclaim.proto.claim.v1.DeleteWebhookRequest;
import io.firstclaim.proto.claim.v1.DeleteWebhookResponse;
import io.firstclaim.proto.claim.v1.GetWebhookRequest;
import io.firstclaim.proto.claim.v1.GetWebhookResponse;
import io.firstclaim.proto.claim.v1.ListWebhooksRequest;
import io.firstclaim.proto.claim.v1.ListWebhooksResponse;
import io.firstclaim.proto.claim.v1.ReplayWebhookRequest;
import io.firstclaim.proto.claim.v1.ReplayWebhookResponse;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc.WebhookServiceImplBase;
import io.grpc.stub.StreamObserver;

/// `firstclaim.claim.v1.WebhookService`.
public final class WebhookService extends WebhookServiceImplBase {
    private final CreateWebhook create;
    private final ReadWebhooks read;
    private final ReplayWebhook replay;
    private final DeleteWebhook delete;

    public WebhookService(CreateWebhook create, ReadWebhooks read, ReplayWebhook replay, DeleteWebhook delete) {
        this.create = create;
        this.read = read;
        this.replay = replay;
        this.delete = delete;
    }

    @Override
    public void createWebhook(CreateWebhookRequest request, StreamObserver<CreateWebhookResponse> call) {
        answer(call, WebhookMessages.created(create.create(caller(), new WebhookUrl(request.getWebhook().getUrl()),
                EventMessages.types(request.getWebhook().getEventTypesList()),
                request.hasAfterPosition() ? request.getAfterPosition() : null,
                RequestId.parse(request.getRequestId()))));
    }

    @Override
    public void getWebhook(GetWebhookRequest request, StreamObserver<GetWebhookResponse> call) {
        answer(call, GetWebhookResponse.newBuilder()
                .setWebhook(WebhookMessages.webhook(read.get(caller(), ResourceId.parse("id", request.getId()))))
                .build());
    }

    @Override
    public void listWebhooks(ListWebhooksRequest request, StreamObserver<ListWebhooksResponse> call) {
        answer(call, WebhookMessages
                .page(read.list(caller(), PageRequest.parse(request.getPageSize(), request.getPageToken()))));
    }

    @Override
    public void replayWebhook(ReplayWebhookRequest request, StreamObserver<ReplayWebhookResponse> call) {
        answer(call, ReplayWebhookResponse.newBuilder()
                .setWebhook(WebhookMessages.webhook(replay.replay(caller(), ResourceId.parse("id", request.getId()),
                        request.getAfterPosition())))
                .build());
    }

    @Override
    public void deleteWebhook(DeleteWebhookRequest request, StreamObserver<DeleteWebhookResponse> call) {
        delete.delete(caller(), ResourceId.parse("id", request.getId()));
        answer(call, DeleteWebhookResponse.getDefaultInstance());
    }
}
