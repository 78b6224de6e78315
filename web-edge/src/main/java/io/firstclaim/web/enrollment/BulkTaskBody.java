package io.firstclaim.web.enrollment;

import io.firstclaim.proto.enrollment.v1.EnrollmentJob;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.web.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A bulk upload or delete.
///
/// @param object `enrollment-identity-bulk-uploads`, also for a delete
/// @param id 32 hex characters
/// @param etag changes with every change
/// @param accountId the caller's account
/// @param createdAt when it was made
/// @param completedAt when its last row was done, or null
/// @param status `new`, `processing` or `completed`
/// @param totalCount how many rows the file has
/// @param processedCount how many of them are done
/// @param errorsCount how many of those are errors
/// @param fullReportFile where the report of all rows is, or null
/// @param errorsReportFile where the report of the errors is, or null
record BulkTaskBody(String object, String id, String etag, String accountId, @Nullable Instant createdAt,
        @Nullable Instant completedAt, String status, long totalCount, long processedCount, long errorsCount,
        @Nullable String fullReportFile, @Nullable String errorsReportFile) {

    /// The path segment of the report of all rows.
    static final String FULL_REPORT = "full_report.csv";

    /// The path segment of the report of the errors.
    static final String ERRORS_REPORT = "errors_report.csv";

    /// A task that was just made: it has no reports yet.
    static BulkTaskBody created(EnrollmentJob job) {
        return of(job, null, null);
    }

    /// A task as it is now.
    ///
    /// @param url where it is, absolute; its reports are below
    static BulkTaskBody at(String url, EnrollmentJob job) {
        return of(job, url + "/" + FULL_REPORT, url + "/" + ERRORS_REPORT);
    }

    private static BulkTaskBody of(EnrollmentJob job, @Nullable String fullReport, @Nullable String errorsReport) {
        return new BulkTaskBody("enrollment-identity-bulk-uploads", job.getId(), job.getEtag(), job.getAccountId(),
                Json.time(job.hasCreateTime(), job.getCreateTime()),
                Json.time(job.hasCompleteTime(), job.getCompleteTime()), status(job.getState()), job.getTotalCount(),
                job.getProcessedCount(), job.getErrorCount(), fullReport, errorsReport);
    }

    /// A state that this version does not know is one of work under way.
    private static String status(EnrollmentJobState state) {
        return switch (state) {
            case ENROLLMENT_JOB_STATE_NEW -> "new";
            case ENROLLMENT_JOB_STATE_PROCESSING, ENROLLMENT_JOB_STATE_UNSPECIFIED, UNRECOGNIZED -> "processing";
            case ENROLLMENT_JOB_STATE_COMPLETED -> "completed";
        };
    }
}
