package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Samples;
import io.firstclaim.core.enrollment.EnrollmentJob;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The lock on a bulk job keeps other cores away from it without making them wait, and ends with its transaction.
class EnrollmentJobLockTest {
    private static final long LIMIT_SECONDS = 30;

    @RegisterExtension
    final EmptyDatabase h2 = new EmptyDatabase();

    @Test
    void aJobThatIsWorkedOnIsPassedOver() {
        var transactions = h2.open();
        var job = new EnrollmentJob(Samples.id(), 1, Samples.id(), EnrollmentJob.Type.UPLOAD, false,
                EnrollmentJob.State.NEW, new EnrollmentJob.Counts(0, 0, 0, 0, 0), Samples.NOW, null, null);
        transactions.inTransaction(stores -> {
            stores.enrollmentJobs().add(job);
            return job;
        });
        var seenMeanwhile = transactions.inTransaction(stores -> {
            assertThat(stores.enrollmentJobs().lockFree(job.id())).contains(job);
            return CompletableFuture
                    .supplyAsync(() -> transactions.inTransaction(others -> others.enrollmentJobs().lockFree(job.id())))
                    .orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        });
        assertThat(seenMeanwhile).isEmpty();
        assertThat(transactions.<Boolean>inTransaction(
                stores -> stores.enrollmentJobs().lockFree(job.id()).isPresent())).isTrue();
    }
}
