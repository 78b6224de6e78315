package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.enrollment.EnrollmentJob;
import io.firstclaim.core.enrollment.RunEnrollmentJobs;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The lock on a bulk job keeps other cores away from it without making them wait, and ends with its transaction.
class EnrollmentJobLockTest {
    private static final long LIMIT_SECONDS = 30;

    @RegisterExtension
    final EmptyDatabase h2 = EmptyDatabase.h2();

    @Test
    void aJobThatIsWorkedOnIsPassedOver() {
        var transactions = h2.open();
        var job = addJob(transactions);
        var seenMeanwhile = whileWorkedOn(job, transactions,
                () -> transactions.inTransaction(others -> others.enrollmentJobs().lockFree(job.id())));
        assertThat(seenMeanwhile).isEmpty();
        assertThat(transactions.<Boolean>inTransaction(
                stores -> stores.enrollmentJobs().lockFree(job.id()).isPresent())).isTrue();
    }

    @Test
    void aCoreThatFindsAnotherAtOneJobGoesOnToTheNextAccounts() {
        var transactions = h2.open();
        var first = addJob(transactions);
        var second = addJob(transactions);
        var engine = new RunEnrollmentJobs(transactions, new ResourceIds(InstantSource.system(), new Random(1)),
                InstantSource.fixed(Samples.NOW), Duration.ofDays(1), Duration.ofDays(1));
        assertThat(whileWorkedOn(first, transactions, engine::runTurn)).hasValue(0);
        assertThat(stateOf(second, transactions)).isEqualTo(EnrollmentJob.State.COMPLETED);
        assertThat(stateOf(first, transactions)).isEqualTo(EnrollmentJob.State.NEW);
        assertThat(whileWorkedOn(first, transactions, engine::runTurn)).as("others are at all there is").isEmpty();
        assertThat(engine.runTurn()).hasValue(0);
        assertThat(stateOf(first, transactions)).isEqualTo(EnrollmentJob.State.COMPLETED);
    }

    /// A job without rows, of an account of its own.
    private static EnrollmentJob addJob(Transactions transactions) {
        var account = Samples.account();
        var job = new EnrollmentJob(Samples.id(), 1, account.id(), EnrollmentJob.Type.UPLOAD, false,
                EnrollmentJob.State.NEW, new EnrollmentJob.Counts(0, 0, 0, 0, 0), Samples.NOW, null, null);
        return transactions.inTransaction(stores -> {
            stores.accounts().add(account, null);
            stores.enrollmentJobs().add(job);
            return job;
        });
    }

    /// What another thread gets while this one has locked the job.
    private static <T> T whileWorkedOn(EnrollmentJob job, Transactions transactions, Supplier<T> other) {
        return transactions.inTransaction(stores -> {
            assertThat(stores.enrollmentJobs().lockFree(job.id())).contains(job);
            return CompletableFuture.supplyAsync(other).orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
        });
    }

    private static EnrollmentJob.State stateOf(EnrollmentJob job, Transactions transactions) {
        return transactions.inTransaction(stores -> stores.enrollmentJobs().find(job.id())).orElseThrow().state();
    }
}
