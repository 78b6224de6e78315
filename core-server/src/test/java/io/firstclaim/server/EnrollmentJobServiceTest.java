package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.firstclaim.api.EnrollmentJobs;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentJob;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentJobsRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.server.TestFactory.TestDevice;
import io.grpc.Status.Code;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnrollmentJobServiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final TestFactory MAKER = TestFactory.named("Maker CA");
    private static final String TIME = "\"[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z\"";

    @RegisterExtension
    static final SharedCore CORE = new SharedCore();

    private final TestAccount acme = CORE.account("Acme");
    private final TestDevice meter = MAKER.make("meter");
    private final TestDevice other = MAKER.make("other");

    @Test
    void anUploadListsItsRowsAndReportsEach() {
        var job = completed(upload("id\n" + meter.enrollmentIdentity() + "\nB-1,x\n\n" + meter.enrollmentIdentity()));
        assertThat(job.getTotalCount()).isEqualTo(3);
        assertThat(job.getProcessedCount()).isEqualTo(3);
        assertThat(job.getErrorCount()).isEqualTo(2);
        assertThat(job.hasCompleteTime()).isTrue();
        assertThat(job.getExpireTime().getSeconds() - job.getCompleteTime().getSeconds())
                .isEqualTo(Duration.ofDays(7).toSeconds());
        assertThat(listed()).containsExactly(meter.enrollmentIdentity());
        var malformed = "\"400\",\"validation_error\",\"'B-1' has an unsupported version: the versions supported are: A.\",\"\"";
        var duplicate = "\"409\",\"duplicate\",\"Enrollment identity is already claimed.\",\"\"";
        assertThat(report(job, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL).replaceAll(TIME, "TIME")).isEqualTo("""
                "entity__id","entity__created_at","error__code","error__type","error__message","error__fields"
                "%1$s",TIME,"","","",""
                "B-1","",%2$s
                "%1$s","",%3$s
                """.formatted(meter.enrollmentIdentity(), malformed, duplicate).replace("\n", "\r\n"));
        assertThat(report(job, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_ERRORS)).isEqualTo("""
                "entity__id","error__code","error__type","error__message","error__fields"
                "B-1",%2$s
                "%1$s",%3$s
                """.formatted(meter.enrollmentIdentity(), malformed, duplicate).replace("\n", "\r\n"));
    }

    @Test
    void aDeleteTakesItsRowsOffTheListAndTellsNothingOfOtherAccounts() {
        acme.enroll(meter);
        CORE.account("Other").enroll(other);
        var unknown = MAKER.make("unknown");
        var job = completed(create(spec(EnrollmentJobType.ENROLLMENT_JOB_TYPE_DELETE), "id\n"
                + meter.enrollmentIdentity() + "\n" + other.enrollmentIdentity() + "\n"
                + unknown.enrollmentIdentity()));
        assertThat(listed()).isEmpty();
        assertThat(report(job, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL).replaceAll(TIME, "TIME")).isEqualTo("""
                "entity__id","entity__deleted_at","error__code","error__type","error__message","error__fields"
                "%1$s",TIME,"","","",""
                "%2$s","","404","not_found","There is no enrollment %2$s.",""
                "%3$s","","404","not_found","There is no enrollment %3$s.",""
                """.formatted(meter.enrollmentIdentity(), other.enrollmentIdentity(), unknown.enrollmentIdentity())
                .replace("\n", "\r\n"));
    }

    @Test
    void aDryRunReportsTheSameAndChangesNothing() {
        var file = "id\n" + meter.enrollmentIdentity() + "\n" + meter.enrollmentIdentity();
        var dry = completed(create(spec(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD).setDryRun(true), file));
        assertThat(dry.getDryRun()).isTrue();
        assertThat(listed()).isEmpty();
        var real = completed(upload(file));
        assertThat(report(dry, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL).replaceAll(TIME, "TIME"))
                .isEqualTo(report(real, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL).replaceAll(TIME, "TIME"));
    }

    @Test
    void aFileWithoutRowsIsAJob() {
        var job = completed(upload(""));
        assertThat(job.getTotalCount()).isZero();
        assertThat(report(job, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_ERRORS)).hasLineCount(1);
    }

    @Test
    void manyPagesAreReportedInTheirOrder() {
        var file = new StringBuilder("id\n");
        for (int i = 0; i < 2_345; i++) {
            file.append("row ").append(i).append('\n');
        }
        var job = completed(upload(file.toString()));
        assertThat(job.getErrorCount()).isEqualTo(2_345);
        var report = report(job, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL);
        assertThat(report.lines().skip(1).map(line -> line.substring(1, line.indexOf('"', 1))))
                .containsExactlyElementsOf(file.toString().lines().skip(1).toList());
    }

    @Test
    void theSameRequestIdGivesTheSameJobAndAnotherKindIsRefused() {
        var spec = spec(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD).setRequestId("r-1");
        var job = completed(create(spec, "id\n" + meter.enrollmentIdentity()));
        assertThat(create(spec, "id\n" + other.enrollmentIdentity())).isEqualTo(job);
        assertThat(listed()).containsExactly(meter.enrollmentIdentity());
        Failures.of(() -> create(spec.setDryRun(true), "")).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("request_id");
    }

    @Test
    void jobsAreListedToTheirOwnAccountOnly() {
        var first = completed(upload(""));
        var second = completed(upload(""));
        assertThat(stub(acme).listEnrollmentJobs(ListEnrollmentJobsRequest.getDefaultInstance()).getJobsList())
                .containsExactly(first, second);
        var stranger = stub(CORE.account("Other"));
        assertThat(stranger.listEnrollmentJobs(ListEnrollmentJobsRequest.getDefaultInstance()).getJobsList()).isEmpty();
        Failures.of(() -> stranger.getEnrollmentJob(GetEnrollmentJobRequest.newBuilder().setId(first.getId()).build()))
                .is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
    }

    @Test
    void theSpecComesFirstAndOnce() {
        Failures.of(() -> sendAll(List.of(csv("id\n")))).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("spec");
        var spec = CreateEnrollmentJobRequest.newBuilder().setSpec(spec(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD))
                .build();
        Failures.of(() -> sendAll(List.of(spec, spec))).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("spec");
        Failures.of(() -> sendAll(List.of(spec, CreateEnrollmentJobRequest.getDefaultInstance())))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("part");
        Failures.of(() -> sendAll(List.of())).is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR)
                .blames("spec");
        assertThat(stub(acme).listEnrollmentJobs(ListEnrollmentJobsRequest.getDefaultInstance()).getJobsList())
                .isEmpty();
    }

    @Test
    void aStreamThatBreaksOffLeavesNothing() throws InterruptedException, StatusException {
        var call = EnrollmentJobServiceGrpc.newBlockingV2Stub(acme.admin()).createEnrollmentJob();
        call.write(CreateEnrollmentJobRequest.newBuilder()
                .setSpec(spec(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD).setRequestId("r-1")).build());
        call.write(csv("id\n" + meter.enrollmentIdentity() + "\n"));
        call.cancel("broken off", null);
        completed(create(spec(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD).setRequestId("r-1"), "id\n"));
        assertThat(listed()).isEmpty();
        assertThat(stub(acme).listEnrollmentJobs(ListEnrollmentJobsRequest.getDefaultInstance()).getJobsList())
                .hasSize(1);
    }

    private EnrollmentJob upload(String file) {
        return create(spec(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD), file);
    }

    private EnrollmentJob create(EnrollmentJobSpec.Builder spec, String file) {
        try {
            return new EnrollmentJobs(acme.admin()).create(spec.build(),
                    new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private EnrollmentJob completed(EnrollmentJob job) {
        var request = GetEnrollmentJobRequest.newBuilder().setId(job.getId()).build();
        return await().atMost(LIMIT).until(() -> stub(acme).getEnrollmentJob(request).getJob(),
                now -> now.getState() == EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED);
    }

    private String report(EnrollmentJob job, EnrollmentJobReport report) {
        var out = new ByteArrayOutputStream();
        try {
            new EnrollmentJobs(acme.reader()).readReport(job.getId(), report, out);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private List<String> listed() {
        return acme.enrollments().listEnrollments(ListEnrollmentsRequest.getDefaultInstance()).getEnrollmentsList()
                .stream().map(io.firstclaim.proto.enrollment.v1.Enrollment::getEnrollmentIdentity).toList();
    }

    /// Sends messages as they are; what the core answers to them.
    private void sendAll(List<CreateEnrollmentJobRequest> messages) {
        var call = EnrollmentJobServiceGrpc.newBlockingV2Stub(acme.admin()).createEnrollmentJob();
        try {
            for (var message : messages) {
                call.write(message, LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
            call.halfClose();
            call.read(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (StatusException refused) {
            throw new StatusRuntimeException(refused.getStatus(), refused.getTrailers());
        } catch (InterruptedException | java.util.concurrent.TimeoutException noAnswer) {
            throw new AssertionError(noAnswer);
        }
    }

    private static CreateEnrollmentJobRequest csv(String text) {
        return CreateEnrollmentJobRequest.newBuilder().setCsv(ByteString.copyFromUtf8(text)).build();
    }

    private static EnrollmentJobSpec.Builder spec(EnrollmentJobType type) {
        return EnrollmentJobSpec.newBuilder().setType(type);
    }

    private static EnrollmentJobServiceGrpc.EnrollmentJobServiceBlockingStub stub(TestAccount account) {
        return EnrollmentJobServiceGrpc.newBlockingStub(account.reader());
    }
}
