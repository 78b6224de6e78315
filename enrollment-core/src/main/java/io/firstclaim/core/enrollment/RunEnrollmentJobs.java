package io.firstclaim.core.enrollment;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
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

    /// Does the next page of the account whose turn it is. For one thread at a time.
    ///
    /// @return false when there was none, or another core is at it
    public boolean runPage() {
        var last = served;
        var next = nextAfter(last);
        if (next == null && last != null) {
            next = nextAfter(null);
        }
        if (next == null) {
            return false;
        }
        // Before the page: if it fails, the others have their turns all the same.
        served = next.accountId();
        var id = next.id();
        return transactions.inTransaction(stores -> runPage(id, stores));
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
