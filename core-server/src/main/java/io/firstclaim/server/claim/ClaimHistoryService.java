package io.firstclaim.server.claim;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.PageRequest;
import io.firstclaim.core.claim.ReadHistory;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc.ClaimHistoryServiceImplBase;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListClaimEventsResponse;
import io.firstclaim.proto.claim.v1.ListRefusalsRequest;
import io.firstclaim.proto.claim.v1.ListRefusalsResponse;
import io.firstclaim.server.call.Requests;
import io.grpc.stub.StreamObserver;

/// `firstclaim.claim.v1.ClaimHistoryService`.
public final class ClaimHistoryService extends ClaimHistoryServiceImplBase {
    private final ReadHistory read;

    public ClaimHistoryService(ReadHistory read) {
        this.read = read;
    }

    @Override
    public void listClaimEvents(ListClaimEventsRequest request, StreamObserver<ListClaimEventsResponse> call) {
        answer(call, HistoryMessages.events(
                read.events(caller(), Requests.idOrNull("device_id", request.getDeviceId()),
                        Requests.enrollmentIdOrNull(request.getEnrollmentIdentity()),
                        PageRequest.parse(request.getPageSize(), request.getPageToken()))));
    }

    @Override
    public void listRefusals(ListRefusalsRequest request, StreamObserver<ListRefusalsResponse> call) {
        answer(call, HistoryMessages.refusals(
                read.refusals(caller(), Requests.enrollmentIdOrNull(request.getEnrollmentIdentity()),
                        PageRequest.parse(request.getPageSize(), request.getPageToken()))));
    }
}
