package io.firstclaim.core.enrollment;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Does the work of the bulk jobs, page by page. Accounts take turns; the jobs of one account are done one after the other, in their order.
///
/// A page is one transaction: what its rows change, what became of each and the counts of the job are written together or not at all. So no row is done
/// twice or lost, wherever the power fails. The lock on the job, held as long as the transaction, keeps other cores from the same page, and ends with
/// its holder. A suspended account's jobs wait. The key that made a job may be gone: the job goes on.
public final class RunEnrollmentJobs {
    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration kept;
    private final PageWork work;
    /// The account that had the last turn.
    private @Nullable ResourceId served;

    /// @param pendingLifetime
    ///            after which an enrollment ends that no device has claimed
    /// @param kept
    ///            how long a completed job is kept
    public RunEnrollmentJobs(Transactions transactions, ResourceIds ids, InstantSource clock, Duration pendingLifetime,
            Duration kept) {
        this.transactions = transactions;
        this.clock = clock;
        this.kept = kept;
        this.work = new PageWork(ids, pendingLifetime);
    }

    /// Does the next page of the account whose turn it is; where another core is at it, of the account after it. For one thread at a time.
    ///
    /// @return false when there was none, or other cores are at all of them
    public boolean runPage() {
        var passedOver = new HashSet<ResourceId>();
        for (var next = next(); next != null && passedOver.add(next.accountId()); next = next()) {
            // Before the page: if it fails, the others have their turns all the same.
            served = next.accountId();
            var id = next.id();
            if (transactions.<Boolean>inTransaction(stores -> runPage(id, stores))) {
                return true;
            }
        }
        return false;
    }

    private @Nullable EnrollmentJob next() {
        var last = served;
        var next = nextAfter(last);
        return next == null && last != null ? nextAfter(null) : next;
    }

    private @Nullable EnrollmentJob nextAfter(@Nullable ResourceId account) {
        return transactions.inTransaction(stores -> stores.enrollmentJobs().nextOpen(account)).orElse(null);
    }

    /// Does the next page of the job, unless another core is at it or has completed it.
    private boolean runPage(ResourceId id, Stores stores) {
        var job = stores.enrollmentJobs().lockFree(id).filter(locked -> locked.state().isOpen());
        job.ifPresent(open -> runPage(open, stores, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return job.isPresent();
    }

    private void runPage(EnrollmentJob job, Stores stores, Instant now) {
        var number = job.counts().pagesDone();
        var rows = number == job.counts().pages()
                ? List.<JobRow>of()
                : stores.enrollmentJobPages().find(job.id(), number).orElseThrow();
        var done = new JobPage(number, rows, work.run(job, rows, stores, now), now);
        if (!rows.isEmpty()) {
            stores.enrollmentJobPages().finish(job.id(), done);
        }
        var after = job.afterPage(rows.size(), done.errors(), now, kept);
        if (!stores.enrollmentJobs().update(after, job.version())) {
            throw new IllegalStateException("The job " + job.id() + " was changed under its lock");
        }
    }
}
