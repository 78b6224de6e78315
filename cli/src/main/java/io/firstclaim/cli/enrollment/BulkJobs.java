package io.firstclaim.cli.enrollment;

import io.firstclaim.api.EnrollmentJobs;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.WorkBar;
import io.firstclaim.proto.enrollment.v1.EnrollmentJob;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobRequest;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Bulk jobs as the commands use them: a file goes up, a bar moves until the job is done, the reports come down. The job is the core's: it goes on when
/// nobody watches.
final class BulkJobs {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int WHOLE = 100;

    private final Console console;
    private final ResourceOutput output;
    private final Channel channel;
    private final EnrollmentJobs streams;

    BulkJobs(Console console, ResourceOutput output, Channel channel) {
        this.console = console;
        this.output = output;
        this.channel = channel;
        this.streams = new EnrollmentJobs(channel);
    }

    /// Where the reports of a job go; null for nowhere.
    record Reports(@Nullable Path full, @Nullable Path errors) {
        /// Makes the files before there is a job, so that it does not turn out afterwards that they can't be written.
        void reserve() {
            try {
                if (full != null) {
                    Files.write(full, new byte[0]);
                }
                if (errors != null) {
                    Files.write(errors, new byte[0]);
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /// Makes a job of a CSV file.
    EnrollmentJob create(EnrollmentJobType type, boolean dryRun, Path csv) {
        EnrollmentJobSpec spec = EnrollmentJobSpec.newBuilder().setType(type).setDryRun(dryRun)
                .setRequestId(UUID.randomUUID().toString()).build();
        try (InputStream file = Files.newInputStream(csv)) {
            long size = Math.max(1, Files.size(csv));
            EnrollmentJob job = streams.create(spec, file,
                    sent -> console.progress("sending " + csv + ": " + WHOLE * sent / size + " %"));
            console.progress("");
            return job;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    EnrollmentJob get(String id) {
        return EnrollmentJobServiceGrpc.newBlockingStub(channel)
                .getEnrollmentJob(GetEnrollmentJobRequest.newBuilder().setId(id).build()).getJob();
    }

    /// Watches a job until it is done. Whoever ends the command meanwhile is told how to go on watching.
    EnrollmentJob watch(EnrollmentJob begun) {
        EnrollmentJob job = begun;
        WorkBar bar = new WorkBar(console, "rows", System::nanoTime);
        try (LeftAlone _ = LeftAlone.note(console, job.getId())) {
            while (job.getState() != EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED) {
                bar.at(Math.toIntExact(job.getProcessedCount()), Math.toIntExact(job.getTotalCount()));
                Thread.sleep(BETWEEN_LOOKS);
                job = get(job.getId());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (StatusRuntimeException away) {
            LeftAlone.tell(console, begun.getId());
            throw away;
        }
        bar.end();
        return job;
    }

    /// Shows what became of a job that is done: the rows that failed, and the sum.
    ///
    /// @return the exit code
    int show(EnrollmentJob job, Reports reports) {
        if (reports.full() != null) {
            save(job, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL, reports.full());
        }
        FailedRows failed = FailedRows.none();
        if (job.getErrorCount() > 0 || reports.errors() != null) {
            failed = readErrors(job, reports.errors());
        }
        if (output.isJson()) {
            output.one(console, job);
        }
        console.note(summary(job));
        return failed.code().number();
    }

    /// Writes a report to a file.
    void save(EnrollmentJob job, EnrollmentJobReport report, Path to) {
        try (OutputStream file = Files.newOutputStream(to)) {
            read(job.getId(), report, file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Writes a report.
    void read(String jobId, EnrollmentJobReport report, OutputStream to) throws IOException {
        streams.readReport(jobId, report, to);
    }

    private FailedRows readErrors(EnrollmentJob job, @Nullable Path wanted) {
        try {
            Path file = wanted != null ? wanted : Files.createTempFile("firstclaim", ".csv");
            try {
                save(job, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_ERRORS, file);
                return FailedRows.read(file, output.isJson() ? _ -> {} : console.out()::println);
            } finally {
                console.out().flush();
                if (wanted == null) {
                    Files.delete(file);
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String summary(EnrollmentJob job) {
        boolean upload = job.getType() == EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD;
        String done = (job.getDryRun() ? "would be " : "") + (upload ? "listed" : "removed");
        return String.format(Locale.ROOT, "%,d %s, %,d failed (job %s)",
                job.getProcessedCount() - job.getErrorCount(), done, job.getErrorCount(), job.getId());
    }
}
