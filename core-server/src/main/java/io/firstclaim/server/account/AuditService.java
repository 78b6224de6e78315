package io.firstclaim.server.account;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.account.ReadAuditLog;
import io.firstclaim.proto.account.v1.AuditServiceGrpc.AuditServiceImplBase;
import io.firstclaim.proto.account.v1.ListAuditEntriesRequest;
import io.firstclaim.proto.account.v1.ListAuditEntriesResponse;
import io.firstclaim.server.call.Lists;
import io.grpc.stub.StreamObserver;

/// `firstclaim.account.v1.AuditService`.
public final class AuditService extends AuditServiceImplBase {
    private final ReadAuditLog log;

    public AuditService(ReadAuditLog log) {
        this.log = log;
    }

    @Override
    public void listAuditEntries(ListAuditEntriesRequest request, StreamObserver<ListAuditEntriesResponse> call) {
        answer(call, AuditMessages.page(log.list(caller(), Lists.request(request.getPageSize(),
                request.getPageToken(), request.getConditionsList(), request.getDescending(), false))));
    }
}
