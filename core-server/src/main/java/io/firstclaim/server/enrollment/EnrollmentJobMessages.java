package io.firstclaim.server.enrollment;

import com.google.protobuf.ByteString;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.enrollment.EnrollmentJob;
import io.firstclaim.core.enrollment.EnrollmentJobWish;
import io.firstclaim.core.enrollment.JobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentJobsResponse;
import io.firstclaim.proto.enrollment.v1.ReadEnrollmentJobReportResponse;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.Requests;

/// Bulk jobs as messages of the contract.
final class EnrollmentJobMessages {

    private EnrollmentJobMessages() {}

    static EnrollmentJobWish wish(EnrollmentJobSpec spec) {
        return new EnrollmentJobWish(type(spec.getType()), spec.getDryRun(), spec.getRequestId());
    }

    static JobReport.Kind kind(EnrollmentJobReport report) {
        return switch (report) {
            case ENROLLMENT_JOB_REPORT_FULL -> JobReport.Kind.FULL;
            case ENROLLMENT_JOB_REPORT_ERRORS -> JobReport.Kind.ERRORS;
            case ENROLLMENT_JOB_REPORT_UNSPECIFIED, UNRECOGNIZED -> throw FirstclaimException.invalid("report",
                    "ENROLLMENT_JOB_REPORT_FULL or ENROLLMENT_JOB_REPORT_ERRORS is expected.");
        };
    }

    static io.firstclaim.proto.enrollment.v1.EnrollmentJob job(EnrollmentJob job) {
        var counts = job.counts();
        var message = io.firstclaim.proto.enrollment.v1.EnrollmentJob.newBuilder().setId(job.id().toString())
                .setEtag(Requests.etagOf(job.version())).setAccountId(job.accountId().toString())
                .setType(type(job.type())).setDryRun(job.dryRun()).setState(state(job.state()))
                .setTotalCount(counts.total()).setProcessedCount(counts.processed()).setErrorCount(counts.errors())
                .setCreateTime(Answers.timestamp(job.createdAt()));
        var completedAt = job.completedAt();
        if (completedAt != null) {
            message.setCompleteTime(Answers.timestamp(completedAt));
        }
        var expiresAt = job.expiresAt();
        if (expiresAt != null) {
            message.setExpireTime(Answers.timestamp(expiresAt));
        }
        return message.build();
    }

    static ListEnrollmentJobsResponse jobs(Page<EnrollmentJob> page) {
        return ListEnrollmentJobsResponse.newBuilder()
                .addAllJobs(page.items().stream().map(EnrollmentJobMessages::job).toList())
                .setNextPageToken(Answers.nextPageToken(page)).build();
    }

    static ReadEnrollmentJobReportResponse piece(String csv) {
        return ReadEnrollmentJobReportResponse.newBuilder().setCsv(ByteString.copyFromUtf8(csv)).build();
    }

    private static EnrollmentJob.Type type(EnrollmentJobType type) {
        return switch (type) {
            case ENROLLMENT_JOB_TYPE_UPLOAD -> EnrollmentJob.Type.UPLOAD;
            case ENROLLMENT_JOB_TYPE_DELETE -> EnrollmentJob.Type.DELETE;
            case ENROLLMENT_JOB_TYPE_UNSPECIFIED, UNRECOGNIZED -> throw FirstclaimException.invalid("spec.type",
                    "ENROLLMENT_JOB_TYPE_UPLOAD or ENROLLMENT_JOB_TYPE_DELETE is expected.");
        };
    }

    private static EnrollmentJobType type(EnrollmentJob.Type type) {
        return switch (type) {
            case UPLOAD -> EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD;
            case DELETE -> EnrollmentJobType.ENROLLMENT_JOB_TYPE_DELETE;
        };
    }

    private static EnrollmentJobState state(EnrollmentJob.State state) {
        return switch (state) {
            case NEW -> EnrollmentJobState.ENROLLMENT_JOB_STATE_NEW;
            case PROCESSING -> EnrollmentJobState.ENROLLMENT_JOB_STATE_PROCESSING;
            case COMPLETED -> EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED;
            case RECEIVING, REMOVED -> throw new IllegalStateException("Nobody sees a job that is " + state);
        };
    }
}
