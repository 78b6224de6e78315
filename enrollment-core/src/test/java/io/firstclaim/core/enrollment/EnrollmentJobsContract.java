package io.firstclaim.core.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.AccountStatus;
import io.firstclaim.core.enrollment.EnrollmentJob.State;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [EnrollmentJobs] promises.
public abstract class EnrollmentJobsContract extends StoresContract {
    private static final RequestId REQUEST = new RequestId("r1");
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Account acme = Samples.account("Acme", 10);
    private final Account globex = Samples.account("Globex", 10);

    @Test
    final void aJobIsReadAsItWasWritten() {
        var receiving = receiving(acme);
        assertThat(found(stores -> stores.enrollmentJobs().find(receiving.id()))).contains(receiving);
        var grown = receiving.withPage(3, Samples.NOW, IDLE);
        assertThat(update(grown, receiving)).isTrue();
        var whole = grown.whole();
        assertThat(is(stores -> stores.enrollmentJobs().publish(whole, REQUEST, grown.version()))).isTrue();
        assertThat(found(stores -> stores.enrollmentJobs().find(acme.id(), whole.id()))).contains(whole);
        assertThat(found(stores -> stores.enrollmentJobs().findByRequest(acme.id(), REQUEST))).contains(whole);
        var completed = whole.afterPages(1, 3, 1, Samples.NOW, Duration.ofDays(7));
        assertThat(update(completed, whole)).isTrue();
        assertThat(completed.state()).isEqualTo(State.COMPLETED);
        assertThat(found(stores -> stores.enrollmentJobs().find(acme.id(), whole.id()))).contains(completed);
    }

    @Test
    final void theRequestIdOfARemovedJobIsFree() {
        var first = receiving(acme);
        var second = receiving(acme);
        run(stores -> stores.enrollmentJobs().publish(first.whole(), REQUEST, first.version()));
        update(first.whole().removed(Samples.NOW), first.whole());
        assertThat(is(stores -> stores.enrollmentJobs().publish(second.whole(), REQUEST, second.version()))).isTrue();
        assertThat(found(stores -> stores.enrollmentJobs().findByRequest(acme.id(), REQUEST)))
                .contains(second.whole());
    }

    @Test
    final void aVersionThatHasPassedIsNotWrittenOver() {
        var receiving = receiving(acme);
        var grown = receiving.withPage(3, Samples.NOW, IDLE);
        update(grown, receiving);
        assertThat(update(receiving.removed(Samples.NOW), receiving)).isFalse();
        assertThat(is(stores -> stores.enrollmentJobs().publish(receiving.whole(), REQUEST, receiving.version())))
                .isFalse();
        assertThat(found(stores -> stores.enrollmentJobs().find(receiving.id()))).contains(grown);
        assertThat(found(stores -> stores.enrollmentJobs().findByRequest(acme.id(), REQUEST))).isEmpty();
    }

    @Test
    final void nobodySeesWhatIsNotWholeOrRemoved() {
        for (var state : State.values()) {
            var receiving = receiving(acme);
            var job = new EnrollmentJob(receiving.id(), 2, acme.id(), EnrollmentJob.Type.DELETE, true, state,
                    EnrollmentJob.Counts.NONE, Samples.NOW, null, null);
            update(job, receiving);
            assertThat(found(stores -> stores.enrollmentJobs().find(acme.id(), job.id())).isPresent())
                    .isEqualTo(state.isVisible());
        }
        assertThat(listed(stores -> stores.enrollmentJobs().list(acme.id(), Samples.NOW, null, 10)))
                .extracting(EnrollmentJob::state).containsExactly(State.NEW, State.PROCESSING, State.COMPLETED);
        assertThat(countOpen(acme)).isEqualTo(3);
        assertThat(countOpen(globex)).isZero();
    }

    @Test
    final void theListIsOfOneAccountInTheOrderOfIdsWithoutTheExpired() {
        var first = open(acme);
        open(globex);
        var second = open(acme);
        var expired = open(acme);
        update(expired.afterPages(0, 0, 0, Samples.NOW, Duration.ZERO), expired);
        var third = open(acme);
        assertThat(listed(stores -> stores.enrollmentJobs().list(acme.id(), Samples.NOW, null, 2)))
                .containsExactly(first, second);
        assertThat(listed(stores -> stores.enrollmentJobs().list(acme.id(), Samples.NOW, second.id(), 2)))
                .containsExactly(third);
        assertThat(found(stores -> stores.enrollmentJobs().find(globex.id(), first.id()))).isEmpty();
    }

    @Test
    final void activeAccountsHaveTheirTurnsWithTheirOldestJobs() {
        run(stores -> Arrays.asList(acme, globex).forEach(account -> stores.accounts().add(account, null)));
        receiving(acme);
        var ofAcme = open(acme);
        open(acme);
        var ofGlobex = open(globex);
        assertThat(nextOpen(null)).isEqualTo(ofAcme.id());
        assertThat(nextOpen(acme.id())).isEqualTo(ofGlobex.id());
        assertThat(found(stores -> stores.enrollmentJobs().nextOpen(globex.id()))).isEmpty();
        suspend(acme);
        assertThat(nextOpen(null)).isEqualTo(ofGlobex.id());
        update(ofGlobex.afterPages(0, 0, 0, Samples.NOW, IDLE), ofGlobex);
        assertThat(found(stores -> stores.enrollmentJobs().nextOpen(null))).isEmpty();
    }

    @Test
    final void theExpiredAreFoundInAnyStateAndRemoved() {
        open(acme);
        var waiting = receiving(acme);
        assertThat(listed(stores -> stores.enrollmentJobs().expired(Samples.NOW.plus(IDLE).minusMillis(1), 10)))
                .isEmpty();
        assertThat(listed(stores -> stores.enrollmentJobs().expired(Samples.NOW.plus(IDLE), 10)))
                .containsExactly(waiting);
        var removed = receiving(acme);
        var marked = removed.removed(Samples.NOW);
        update(marked, removed);
        assertThat(listed(stores -> stores.enrollmentJobs().expired(Samples.NOW.plus(IDLE), 1))).hasSize(1);
        assertThat(listed(stores -> stores.enrollmentJobs().expired(Samples.NOW, 10))).containsExactly(marked);
        run(stores -> stores.enrollmentJobs().remove(removed.id()));
        assertThat(found(stores -> stores.enrollmentJobs().find(removed.id()))).isEmpty();
    }

    private EnrollmentJob receiving(Account account) {
        var job = EnrollmentJob.receiving(Samples.id(), account.id(), EnrollmentJob.Type.UPLOAD, false, Samples.NOW,
                IDLE);
        run(stores -> stores.enrollmentJobs().add(job));
        return job;
    }

    private EnrollmentJob open(Account account) {
        var receiving = receiving(account);
        var job = receiving.whole();
        update(job, receiving);
        return job;
    }

    private boolean update(EnrollmentJob changed, EnrollmentJob before) {
        return is(stores -> stores.enrollmentJobs().update(changed, before.version()));
    }

    private int countOpen(Account account) {
        return in(stores -> stores.enrollmentJobs().countOpen(account.id()));
    }

    private ResourceId nextOpen(@Nullable ResourceId after) {
        return found(stores -> stores.enrollmentJobs().nextOpen(after)).orElseThrow().id();
    }

    private void suspend(Account account) {
        run(stores -> stores.accounts().update(new Account(account.id(), 2, account.displayName(),
                AccountStatus.SUSPENDED, 10, 0, 10, 0, Samples.NOW, Samples.NOW), 1));
    }
}
