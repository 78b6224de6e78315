package io.firstclaim.it.bulk;

import static org.awaitility.Awaitility.await;

import io.firstclaim.api.EnrollmentJobs;
import io.firstclaim.it.stack.CoreInProcess.Customer;
import io.firstclaim.proto.enrollment.v1.Enrollment;
import io.firstclaim.proto.enrollment.v1.EnrollmentJob;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentJobsRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// An account that uses bulk jobs.
record BulkTenant(Customer customer) {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /// Sends a file.
    EnrollmentJob send(EnrollmentJobType type, InputStream csv) throws IOException {
        return new EnrollmentJobs(customer.channel()).create(EnrollmentJobSpec.newBuilder().setType(type).build(), csv);
    }

    /// Lists these IDs by a job.
    void list(List<String> ids) throws IOException {
        completed(send(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD, BulkFile.csv(ids)));
    }

    /// The job as it is now.
    EnrollmentJob now(EnrollmentJob job) {
        return EnrollmentJobServiceGrpc.newBlockingStub(customer.channel()).withWaitForReady()
                .getEnrollmentJob(GetEnrollmentJobRequest.newBuilder().setId(job.getId()).build()).getJob();
    }

    /// The job when it is completed.
    EnrollmentJob completed(EnrollmentJob job) {
        return await().atMost(LIMIT).until(() -> now(job),
                now -> now.getState() == EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED);
    }

    /// How many jobs it has.
    int jobs() {
        return EnrollmentJobServiceGrpc.newBlockingStub(customer.channel()).withWaitForReady()
                .listEnrollmentJobs(ListEnrollmentJobsRequest.getDefaultInstance()).getJobsCount();
    }

    /// A report without its times.
    List<String> report(EnrollmentJob job, EnrollmentJobReport report) throws IOException {
        var out = new ByteArrayOutputStream();
        new EnrollmentJobs(customer.channel()).readReport(job.getId(), report, out);
        return out.toString(StandardCharsets.UTF_8).lines()
                .map(line -> line.replaceFirst(",\"[0-9-]{10}T[0-9:]{8}\\.[0-9]{3}Z\",", ",\"TIME\",")).toList();
    }

    /// What is on its list, in its order.
    List<String> listed() {
        return customer.allEnrollments().stream().map(Enrollment::getEnrollmentIdentity).toList();
    }
}
