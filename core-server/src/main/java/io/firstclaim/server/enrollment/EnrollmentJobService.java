package io.firstclaim.server.enrollment;

import static io.firstclaim.server.call.Answers.answer;
import static io.firstclaim.server.call.CallContext.caller;

import io.firstclaim.core.PageRequest;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.enrollment.CreateEnrollmentJob;
import io.firstclaim.core.enrollment.ReadEnrollmentJobs;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobResponse;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc.EnrollmentJobServiceImplBase;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobResponse;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentJobsRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentJobsResponse;
import io.firstclaim.proto.enrollment.v1.ReadEnrollmentJobReportRequest;
import io.firstclaim.proto.enrollment.v1.ReadEnrollmentJobReportResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/// `firstclaim.enrollment.v1.EnrollmentJobService`.
public final class EnrollmentJobService extends EnrollmentJobServiceImplBase {
    private final CreateEnrollmentJob create;
    private final ReadEnrollmentJobs read;

    public EnrollmentJobService(CreateEnrollmentJob create, ReadEnrollmentJobs read) {
        this.create = create;
        this.read = read;
    }

    @Override
    public StreamObserver<CreateEnrollmentJobRequest> createEnrollmentJob(
            StreamObserver<CreateEnrollmentJobResponse> call) {
        return UploadStream.open(create, caller(), (ServerCallStreamObserver<CreateEnrollmentJobResponse>) call);
    }

    @Override
    public void getEnrollmentJob(GetEnrollmentJobRequest request, StreamObserver<GetEnrollmentJobResponse> call) {
        answer(call, GetEnrollmentJobResponse.newBuilder()
                .setJob(EnrollmentJobMessages.job(read.get(caller(), ResourceId.parse("id", request.getId()))))
                .build());
    }

    @Override
    public void listEnrollmentJobs(ListEnrollmentJobsRequest request,
            StreamObserver<ListEnrollmentJobsResponse> call) {
        answer(call, EnrollmentJobMessages.jobs(
                read.list(caller(), PageRequest.parse(request.getPageSize(), request.getPageToken()))));
    }

    @Override
    public void readEnrollmentJobReport(ReadEnrollmentJobReportRequest request,
            StreamObserver<ReadEnrollmentJobReportResponse> call) {
        ReportStream.open(read.report(caller(), ResourceId.parse("id", request.getId()),
                EnrollmentJobMessages.kind(request.getReport())),
                (ServerCallStreamObserver<ReadEnrollmentJobReportResponse>) call);
    }
}
