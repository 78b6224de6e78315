package io.firstclaim.benchmarks.bulk;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.api.EnrollmentJobs;
import io.firstclaim.benchmarks.scale.Spread;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentJob;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// One bulk job on a new core, with claims beside.
final class MeasureBulk {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    /// What warms the core up before.
    private static final int WARM_UP_ROWS = 20_000;

    private final long rows;
    private final long seed;
    private final int devices;

    /// @param seed
    ///            another seed makes another file
    /// @param devices
    ///            how many may be claimed, one in ten of them before the job
    MeasureBulk(long rows, long seed, int devices) {
        this.rows = rows;
        this.seed = seed;
        this.devices = devices;
    }

    /// Where the job is as time goes by.
    private static final class Laps {
        private long last = System.nanoTime();

        double next() {
            var now = System.nanoTime();
            var lap = (now - last) / NANOS_PER_SECOND;
            last = now;
            return lap;
        }
    }

    /// @param folder
    ///            empty, for the core's data
    /// @param jdbcUrl
    ///            an empty database; null for the embedded one
    BulkRun run(Path folder, @Nullable String jdbcUrl) throws Exception {
        try (var core = new CoreProcess(folder, jdbcUrl); var platform = core.platform(); var edge = core.edge()) {
            var made = AccountServiceGrpc.newBlockingStub(platform.channel()).createAccount(CreateAccountRequest
                    .newBuilder().setDisplayName("Bulk").setDeviceQuota(devices).build());
            try (var account = core.withKey(made.getApiKey())) {
                var claims = new ClaimsBeside(account.channel(), edge.channel(), devices);
                list(account.channel(), Math.min(rows, WARM_UP_ROWS), seed + 1);
                awaitEvents(account.channel());
                return run(core, account.channel(), claims);
            }
        }
    }

    private BulkRun run(CoreProcess core, Channel account, ClaimsBeside claims) throws Exception {
        var alone = Spread.of(claims.alone(devices / 10));
        var before = core.taken();
        var seconds = new double[4];
        var waits = claims.beside(() -> {
            var laps = new Laps();
            var job = send(account, rows, seed);
            seconds[0] = laps.next();
            awaitCompleted(account, job);
            seconds[1] = laps.next();
            new EnrollmentJobs(account).readReport(job.getId(), EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL,
                    OutputStream.nullOutputStream());
            seconds[2] = laps.next();
            awaitEvents(account);
            seconds[3] = laps.next();
            return null;
        });
        var after = core.taken();
        return new BulkRun(rows, seconds[0], seconds[1], seconds[2], seconds[3], after.peakHeap(),
                after.cpuSeconds() - before.cpuSeconds(), alone, Spread.of(waits));
    }

    private static void list(Channel account, long rows, long seed) throws IOException {
        awaitCompleted(account, send(account, rows, seed));
    }

    private static EnrollmentJob send(Channel account, long rows, long seed) throws IOException {
        return new EnrollmentJobs(account).create(
                EnrollmentJobSpec.newBuilder().setType(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD).build(),
                new IdFile(rows, seed));
    }

    private static void awaitCompleted(Channel account, EnrollmentJob job) {
        var jobs = EnrollmentJobServiceGrpc.newBlockingStub(account);
        var look = GetEnrollmentJobRequest.newBuilder().setId(job.getId()).build();
        var now = job;
        while (now.getState() != EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED) {
            LockSupport.parkNanos(POLL_NANOS);
            now = jobs.getEnrollmentJob(look).getJob();
        }
        if (now.getErrorCount() > 0) {
            throw new IllegalStateException(now.getErrorCount() + " rows were errors");
        }
    }

    /// A list of events is answered when all that were committed before have their places, or refused when that takes too long.
    private static void awaitEvents(Channel account) {
        var history = ClaimHistoryServiceGrpc.newBlockingStub(account);
        for (var done = false; !done;) {
            try {
                history.listClaimEvents(ListClaimEventsRequest.newBuilder().setPageSize(1).build());
                done = true;
            } catch (StatusRuntimeException later) {
                if (CoreErrors.reasonOf(later) != ErrorReason.ERROR_REASON_SYSTEM_UNAVAILABLE) {
                    throw later;
                }
            }
        }
    }
}
