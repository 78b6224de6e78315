package io.firstclaim.web.enrollment;

import io.firstclaim.api.EnrollmentJobs;
import io.firstclaim.proto.enrollment.v1.EnrollmentJob;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobRequest;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.Endpoints;
import io.firstclaim.web.http.ErrorType;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.http.Shown;
import io.grpc.Channel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Bulk uploads or bulk deletes: a file makes a task, a task has two reports.
public final class BulkTaskResource implements Resource {
    /// How much of a request is read: the largest file, and as much again as no form needs around it.
    private static final long MAX_FORM_BYTES = UploadedFile.MAX_BYTES + 1024L * 1024;
    /// How long the core may take for a file, its way to the core included.
    private static final int UPLOAD_SECONDS = 600;
    /// RFC 7111: UTF-8 unless it says otherwise.
    private static final String CSV = "text/csv";

    private final String path;
    private final EnrollmentJobType type;

    private BulkTaskResource(String path, EnrollmentJobType type) {
        this.path = path;
        this.type = type;
    }

    /// Those that put enrollment IDs on the list.
    public static BulkTaskResource uploads() {
        return new BulkTaskResource("/device-enrollments-bulk-uploads", EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD);
    }

    /// Those that take enrollment IDs off the list.
    public static BulkTaskResource deletes() {
        return new BulkTaskResource("/device-enrollments-bulk-deletes", EnrollmentJobType.ENROLLMENT_JOB_TYPE_DELETE);
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.of("POST", path, this::create),
                Endpoint.of("GET", path + "/{id}", this::get),
                Endpoint.of("GET", path + "/{id}/" + BulkTaskBody.FULL_REPORT,
                        call -> report(call, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL, BulkTaskBody.FULL_REPORT))
                        .producing(CSV),
                Endpoint.of("GET", path + "/{id}/" + BulkTaskBody.ERRORS_REPORT,
                        call -> report(call, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_ERRORS,
                                BulkTaskBody.ERRORS_REPORT))
                        .producing(CSV));
    }

    private Answer create(Call call) {
        Channel core = call.core();
        EnrollmentJobSpec spec = EnrollmentJobSpec.newBuilder().setType(type).setDryRun(isDryRun(call)).build();
        String boundary = FormType.boundary(call.header("Content-Type"));
        requireFits(call);
        try (UploadedFile file = UploadedFile.in(new FormReader(call.body(MAX_FORM_BYTES), boundary))) {
            EnrollmentJobs jobs = new EnrollmentJobs(
                    EnrollmentJobServiceGrpc.newBlockingV2Stub(core).withDeadlineAfter(UPLOAD_SECONDS,
                            TimeUnit.SECONDS));
            return Answer.created(BulkTaskBody.created(jobs.create(spec, file)));
        } catch (MalformedFormException malformed) {
            throw HttpError.invalid(UploadedFile.FIELD, malformed.said());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static boolean isDryRun(Call call) {
        String wish = call.query().get("dry_run").orElse("false");
        return switch (wish) {
            case "true" -> true;
            case "false" -> false;
            default -> throw HttpError.invalid("dry_run", "'" + Shown.shortened(wish) + "' is neither true nor false.");
        };
    }

    /// Refuses what says itself that it is too large, before any of it is read. Any other request shows it when it is read.
    private static void requireFits(Call call) {
        String length = call.header("Content-Length").orElse("0");
        if (Long.parseLong(length) > MAX_FORM_BYTES) {
            throw HttpError.invalid(UploadedFile.FIELD, "The file is larger than 10 MB.");
        }
    }

    private Answer get(Call call) {
        EnrollmentJob job = job(call);
        return Answer.ok(BulkTaskBody.at(call.baseUrl() + Endpoints.BASE + path + "/" + job.getId(), job));
    }

    private Answer report(Call call, EnrollmentJobReport report, String name) {
        EnrollmentJob job = job(call);
        if (job.getState() != EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED) {
            throw HttpError.of(ErrorType.VALIDATION_ERROR, "The task is not completed: " + job.getProcessedCount()
                    + " of " + job.getTotalCount() + " rows are done.").with("Retry-After", "1");
        }
        EnrollmentJobs jobs = new EnrollmentJobs(call.core());
        return new Answer.Stream(CSV, Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""),
                out -> jobs.readReport(job.getId(), report, out));
    }

    /// The task of the path. One of the other kind is none here.
    private EnrollmentJob job(Call call) {
        EnrollmentJob job = EnrollmentJobServiceGrpc.newBlockingStub(call.core())
                .getEnrollmentJob(GetEnrollmentJobRequest.newBuilder().setId(call.path("id")).build()).getJob();
        if (job.getType() != type) {
            throw HttpError.of(ErrorType.NOT_FOUND, "There is no task with this id here.");
        }
        return job;
    }
}
