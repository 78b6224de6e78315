package io.firstclaim.it.tenant;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobResponse;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.ReadEnrollmentJobReportRequest;
import io.grpc.Channel;
import java.util.List;

/// Bulk jobs of one row.
final class Jobs {
    private Jobs() {}

    /// The messages that take one ID off the list.
    static List<CreateEnrollmentJobRequest> deletion(String identity, String requestId) {
        return List.of(
                CreateEnrollmentJobRequest.newBuilder().setSpec(EnrollmentJobSpec.newBuilder()
                        .setType(EnrollmentJobType.ENROLLMENT_JOB_TYPE_DELETE).setRequestId(requestId)).build(),
                CreateEnrollmentJobRequest.newBuilder().setCsv(ByteString.copyFromUtf8("header\n" + identity + "\n"))
                        .build());
    }

    /// Makes such a job and waits for its end.
    static String delete(Channel admin, String identity, String requestId) {
        var answer = new Exchange(EnrollmentJobServiceGrpc.getCreateEnrollmentJobMethod(),
                deletion(identity, requestId)).with(admin, "seed");
        var id = ((CreateEnrollmentJobResponse) answer.messages().getFirst()).getJob().getId();
        reportOf(admin, id);
        return id;
    }

    /// The full report, when the job is completed.
    static String reportOf(Channel channel, String id) {
        var jobs = EnrollmentJobServiceGrpc.newBlockingStub(channel);
        await("the job is completed").atMost(Limits.STEP)
                .until(() -> jobs.getEnrollmentJob(GetEnrollmentJobRequest.newBuilder().setId(id).build()).getJob()
                        .getState() == EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED);
        var report = new StringBuilder();
        jobs.readEnrollmentJobReport(ReadEnrollmentJobReportRequest.newBuilder().setId(id)
                .setReport(EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL).build())
                .forEachRemaining(piece -> report.append(piece.getCsv().toStringUtf8()));
        return report.toString();
    }
}
