package io.firstclaim.core.enrollment;

import io.firstclaim.core.BatchSize;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Does the work of the bulk jobs, turn by turn. Accounts take turns; the jobs of one account are done one after the other, in their order.
///
/// A turn is one transaction and some pages, as many as are done in [#AIM]: what their rows change, what became of each and the counts of the job are written
/// together or not at all. So no row is done twice or lost, wherever the power fails. The lock on the job, held as long as the transaction, keeps other cores
/// from the same pages, and ends with its holder. A suspended account's jobs wait. The key that made a job may be gone: the job goes on.
public final class RunEnrollmentJobs {
    /// How long a turn should take, whatever the database: where one transaction writes at a time, others wait for it so long.
    static final Duration AIM = Duration.ofMillis(60);
    /// The most pages of a turn, all of which are in memory.
    static final int MOST_PAGES = 20;

    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration kept;
    private final PageWork work;
    /// Of uploads that are no dry runs. What a row of the others costs depends on the row: a device that leaves its account costs hundred times as much as one
    /// that never came.
    private final BatchSize pages = new BatchSize(1, MOST_PAGES, AIM);
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

    /// Does the next pages of the account whose turn it is; where another core is at it, of the account after it. For one thread at a time.
    ///
    /// @return how many pages; empty when there was no work, or other cores are at all of it
    public OptionalInt runTurn() {
        var passedOver = new HashSet<ResourceId>();
        for (var next = next(); next != null && passedOver.add(next.accountId()); next = next()) {
            // Before the turn: if it fails, the others have theirs all the same.
            served = next.accountId();
            var id = next.id();
            var isPlainUpload = next.type() == EnrollmentJob.Type.UPLOAD && !next.dryRun();
            var wanted = isPlainUpload ? pages.next() : 1;
            var began = System.nanoTime();
            var done = transactions.inTransaction(stores -> runTurn(id, wanted, stores));
            if (done.isPresent() && isPlainUpload) {
                pages.took(done.getAsInt(), System.nanoTime() - began);
            }
            if (done.isPresent()) {
                return done;
            }
        }
        return OptionalInt.empty();
    }

    private @Nullable EnrollmentJob next() {
        var last = served;
        var next = nextAfter(last);
        return next == null && last != null ? nextAfter(null) : next;
    }

    private @Nullable EnrollmentJob nextAfter(@Nullable ResourceId account) {
        return transactions.inTransaction(stores -> stores.enrollmentJobs().nextOpen(account)).orElse(null);
    }

    /// Does the next pages of the job, unless another core is at it or has completed it.
    private OptionalInt runTurn(ResourceId id, int wanted, Stores stores) {
        var job = stores.enrollmentJobs().lockFree(id).filter(locked -> locked.state().isOpen());
        return job.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(runTurn(job.get(), wanted, stores, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private int runTurn(EnrollmentJob job, int wanted, Stores stores, Instant now) {
        var first = job.counts().pagesDone();
        var count = Math.min(wanted, job.counts().pages() - first);
        var rows = count == 0 ? List.<List<JobRow>>of() : stores.enrollmentJobPages().find(job.id(), first, count);
        if (rows.size() != count) {
            throw new IllegalStateException(
                    "Of " + count + " pages of the job " + job.id() + " there are " + rows.size());
        }
        var outcomes = work.run(job, rows.stream().flatMap(List::stream).toList(), stores, now);
        var done = new ArrayList<JobPage>(count);
        int row = 0;
        for (var page : rows) {
            done.add(new JobPage(first + done.size(), page, outcomes.subList(row, row + page.size()), now));
            row += page.size();
        }
        stores.enrollmentJobPages().finish(job.id(), done);
        var errors = done.stream().mapToInt(JobPage::errors).sum();
        if (!stores.enrollmentJobs().update(job.afterPages(count, row, errors, now, kept), job.version())) {
            throw new IllegalStateException("The job " + job.id() + " was changed under its lock");
        }
        return count;
    }
}
