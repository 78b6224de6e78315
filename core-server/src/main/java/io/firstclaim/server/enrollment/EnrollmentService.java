package io.firstclaim.server.enrollment;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.enrollment.CancelEnrollment;
import io.firstclaim.core.enrollment.CreateEnrollments;
import io.firstclaim.core.enrollment.ReadEnrollments;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsResponse;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentResponse;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentResponse;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc.EnrollmentServiceImplBase;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentResponse;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsResponse;
import io.grpc.stub.StreamObserver;

/// `firstclaim.enrollment.v1.EnrollmentService`.
public final class EnrollmentService extends EnrollmentServiceImplBase {
    private final CreateEnrollments create;
    private final ReadEnrollments read;
    private final CancelEnrollment cancel;

    public EnrollmentService(CreateEnrollments create, ReadEnrollments read, CancelEnrollment cancel) {
        this.create = create;
        this.read = read;
        this.cancel = cancel;
    }

    @Override
    public void createEnrollment(CreateEnrollmentRequest request, StreamObserver<CreateEnrollmentResponse> call) {
        answer(call, CreateEnrollmentResponse.newBuilder()
                .setEnrollment(
                        EnrollmentMessages.enrollment(create.create(caller(), EnrollmentMessages.wish(request))))
                .build());
    }

    @Override
    public void batchCreateEnrollments(BatchCreateEnrollmentsRequest request,
            StreamObserver<BatchCreateEnrollmentsResponse> call) {
        answer(call, EnrollmentMessages
                .results(create.createAll(caller(), EnrollmentMessages.wishes(request.getRequestsList()))));
    }

    @Override
    public void getEnrollment(GetEnrollmentRequest request, StreamObserver<GetEnrollmentResponse> call) {
        answer(call, GetEnrollmentResponse.newBuilder()
                .setEnrollment(
                        EnrollmentMessages.enrollment(read.get(caller(), ResourceId.parse("id", request.getId()))))
                .build());
    }

    @Override
    public void listEnrollments(ListEnrollmentsRequest request, StreamObserver<ListEnrollmentsResponse> call) {
        answer(call, EnrollmentMessages.enrollments(read.list(caller(), EnrollmentMessages.wanted(request))));
    }

    @Override
    public void cancelEnrollment(CancelEnrollmentRequest request, StreamObserver<CancelEnrollmentResponse> call) {
        cancel.cancel(caller(), ResourceId.parse("id", request.getId()));
        answer(call, CancelEnrollmentResponse.getDefaultInstance());
    }
}
