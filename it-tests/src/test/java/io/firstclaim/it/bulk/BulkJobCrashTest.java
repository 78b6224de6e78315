package io.firstclaim.it.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.CoreInProcess;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.OddCa;
import io.firstclaim.proto.enrollment.v1.EnrollmentJob;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `kill -9` of a core at random points of a bulk job, again and again: the job's reports are those of a run that nobody disturbed but for the time
/// column, and so is what it leaves.
class BulkJobCrashTest {
    private static final Logger LOG = LoggerFactory.getLogger(BulkJobCrashTest.class);
    private static final int UPLOAD_ROWS = 100_000;
    private static final int UPLOAD_KILLS = 20;
    private static final int DELETE_ROWS = 4_000;
    private static final int DELETE_KILLS = 2;
    private static final int QUOTA = 1000;
    /// Another seed is another test: the log tells the one of a failure.
    private static final long SEED = Long.getLong("firstclaim.bulk.seed", 20_261_123);

    @TempDir
    Path quietFolder;
    @TempDir
    Path killedFolder;

    private final OddCa ca = new OddCa("CN=Odd CA");
    private final BulkFile upload = BulkFile.of(UPLOAD_ROWS, SEED);
    private final Random random = new Random(SEED);
    private int kills;

    /// A core and its accounts.
    private record Site(CoreInProcess core, BulkTenant acme, BulkTenant globex) {}

    /// All that a job leaves.
    private record Left(EnrollmentJob counts, List<String> full, List<String> errors, List<String> acme,
            List<String> globex) {
        /// The first places where it is not as expected.
        List<String> differencesTo(Left expected) {
            var found = new ArrayList<String>();
            if (!counts.equals(expected.counts)) {
                found.add("counts: " + counts + " instead of " + expected.counts);
            }
            compare("full report", full, expected.full, found);
            compare("errors report", errors, expected.errors, found);
            compare("list of Acme", acme, expected.acme, found);
            compare("list of Globex", globex, expected.globex, found);
            return found;
        }

        private static void compare(String what, List<String> lines, List<String> expected, List<String> found) {
            if (lines.size() != expected.size()) {
                found.add(what + ": " + lines.size() + " lines instead of " + expected.size());
            }
            IntStream.range(0, Math.min(lines.size(), expected.size()))
                    .filter(i -> !lines.get(i).equals(expected.get(i))).limit(2)
                    .forEach(i -> found.add(what + ", line " + i + ": " + lines.get(i) + " instead of "
                            + expected.get(i)));
        }
    }

    @Test
    void aJobThatIsKilledAgainAndAgainEndsAsOneThatIsNot() throws Exception {
        LOG.info("The seed is {}", SEED);
        try (var quietCore = CoreInProcess.start(quietFolder); var killedCore = CoreInProcess.start(killedFolder)) {
            var quiet = site(quietCore);
            var killed = site(killedCore);
            anUploadThatIsKilledLeavesNothing(killed);
            bothLeaveTheSame(quiet, killed, EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD, upload.rows(), UPLOAD_KILLS);
            bothLeaveTheSame(quiet, killed, EnrollmentJobType.ENROLLMENT_JOB_TYPE_DELETE,
                    upload.rows().subList(0, DELETE_ROWS), DELETE_KILLS);
        }
    }

    private Site site(CoreInProcess core) throws IOException {
        var acme = new BulkTenant(core.customer("Acme", QUOTA, ca));
        var globex = new BulkTenant(core.customer("Globex", QUOTA, ca));
        acme.list(upload.own());
        globex.list(upload.held());
        return new Site(core, acme, globex);
    }

    private void anUploadThatIsKilledLeavesNothing(Site site) throws Exception {
        var before = site.acme().jobs();
        assertThatException().isThrownBy(() -> site.acme().send(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD,
                new KillsAtItsEnd(upload.csv(), site.core())));
        site.core().restart();
        assertThat(site.acme().jobs()).isEqualTo(before);
    }

    private void bothLeaveTheSame(Site quiet, Site killed, EnrollmentJobType type, List<String> rows, int times)
            throws Exception {
        var undisturbed = quiet.acme().completed(quiet.acme().send(type, BulkFile.csv(rows)));
        var disturbed = killed.acme().send(type, BulkFile.csv(rows));
        kills = 0;
        for (int left = times; left > 0; left--) {
            var done = killed.acme().now(disturbed).getProcessedCount();
            var step = (rows.size() - done) / (left + 1);
            killAt(disturbed, done + random.nextLong(step * 3 / 2 + 1), killed);
        }
        assertThat(kills).as("kills before the job was completed").isEqualTo(times);
        var full = left(killed, killed.acme().completed(disturbed));
        assertThat(full.differencesTo(left(quiet, undisturbed))).isEmpty();
        assertThat(full.full()).hasSize(rows.size() + 1);
        assertThat(full.errors()).hasSizeBetween(rows.size() / 20, rows.size() / 2);
    }

    /// Kills the core somewhere in a page after the job has done so many rows, and starts it again.
    private void killAt(EnrollmentJob job, long rows, Site site) throws IOException {
        var looks = random.nextInt(6);
        await().pollInSameThread().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1))
                .atMost(Limits.START).until(() -> site.acme().now(job).getProcessedCount() >= rows);
        var now = site.acme().now(job);
        for (int look = 0; look < looks; look++) {
            now = site.acme().now(job);
        }
        site.core().kill();
        if (now.getState() != EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED) {
            kills++;
        }
        LOG.info("Killed after {} of {} rows", now.getProcessedCount(), now.getTotalCount());
        site.core().restart();
    }

    private static Left left(Site site, EnrollmentJob job) throws IOException {
        var counts = EnrollmentJob.newBuilder().setState(job.getState()).setTotalCount(job.getTotalCount())
                .setProcessedCount(job.getProcessedCount()).setErrorCount(job.getErrorCount()).build();
        return new Left(counts, site.acme().report(job, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL),
                site.acme().report(job, EnrollmentJobReport.ENROLLMENT_JOB_REPORT_ERRORS), site.acme().listed(),
                site.globex().listed());
    }

    /// A file at whose end the core dies.
    private static final class KillsAtItsEnd extends FilterInputStream {
        private final CoreInProcess core;

        KillsAtItsEnd(InputStream csv, CoreInProcess core) {
            super(csv);
            this.core = core;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            if (read < 0) {
                core.kill();
            }
            return read;
        }
    }
}
