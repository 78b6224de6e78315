package io.firstclaim.server.claim;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.PageRequest;
import io.firstclaim.core.claim.ExplainEnrollment;
import io.firstclaim.core.claim.ReadEvents;
import io.firstclaim.core.claim.ReadRefusals;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc.ClaimHistoryServiceImplBase;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentRequest;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentResponse;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListClaimEventsResponse;
import io.firstclaim.proto.claim.v1.ListRefusalsRequest;
import io.firstclaim.proto.claim.v1.ListRefusalsResponse;
import io.firstclaim.proto.claim.v1.StreamClaimEventsRequest;
import io.firstclaim.proto.claim.v1.StreamClaimEventsResponse;
import io.firstclaim.server.call.Lists;
import io.firstclaim.server.call.Requests;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/// `firstclaim.claim.v1.ClaimHistoryService`.
public final class ClaimHistoryService extends ClaimHistoryServiceImplBase {
    private final ReadRefusals refusals;
    private final ReadEvents events;
    private final EventStreams streams;
    private final ExplainEnrollment explain;

    public ClaimHistoryService(ReadRefusals refusals, ReadEvents events, EventStreams streams,
            ExplainEnrollment explain) {
        this.refusals = refusals;
        this.events = events;
        this.streams = streams;
        this.explain = explain;
    }

    @Override
    public void listClaimEvents(ListClaimEventsRequest request, StreamObserver<ListClaimEventsResponse> call) {
        answer(call, EventMessages.page(
                events.list(EventMessages.query(caller(), request),
                        PageRequest.parse(request.getPageSize(), "").limit())));
    }

    @Override
    public void streamClaimEvents(StreamClaimEventsRequest request, StreamObserver<StreamClaimEventsResponse> call) {
        streams.open(caller(), request.hasAfterPosition() ? request.getAfterPosition() : null,
                EventMessages.types(request.getTypesList()),
                (ServerCallStreamObserver<StreamClaimEventsResponse>) call);
    }

    @Override
    public void listRefusals(ListRefusalsRequest request, StreamObserver<ListRefusalsResponse> call) {
        answer(call, RefusalMessages.refusals(
                refusals.list(caller(), Requests.enrollmentIdOrNull(request.getEnrollmentIdentity()),
                        Lists.request(request.getPageSize(), request.getPageToken(), request.getConditionsList(),
                                request.getDescending(), request.getIncludeTotalSize())),
                caller().requireReader()));
    }

    @Override
    public void explainEnrollment(ExplainEnrollmentRequest request, StreamObserver<ExplainEnrollmentResponse> call) {
        answer(call, ExplanationMessages.explanation(
                explain.explain(caller(), ExplanationMessages.subject(request))));
    }
}
