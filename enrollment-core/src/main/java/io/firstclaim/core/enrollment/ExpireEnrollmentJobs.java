package io.firstclaim.core.enrollment;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import java.time.InstantSource;
import java.util.List;
import java.util.function.IntSupplier;

/// Removes bulk jobs that have expired, and what is left of files that never became whole. That a job has expired is decided by the clock wherever it
/// is read; this only tidies, in small transactions.
public final class ExpireEnrollmentJobs {
    private static final int JOBS = 20;
    private static final int PAGES = 50;
    private static final int TRIED = 2_000;

    private final Transactions transactions;
    private final InstantSource clock;

    public ExpireEnrollmentJobs(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Removes them, and says how many.
    public int run() {
        int removed = 0;
        List<EnrollmentJob> found;
        do {
            found = transactions.inTransaction(stores -> stores.enrollmentJobs().expired(clock.instant(), JOBS));
            var marked = found.stream().filter(this::mark).toList();
            // While the jobs are still there, which says whose notes are needed.
            repeat(TRIED, () -> transactions.inTransaction(stores -> stores.enrollmentJobPages().removeTried(TRIED)));
            removed += marked.stream().mapToInt(job -> remove(job.id())).sum();
        } while (found.size() == JOBS);
        return removed;
    }

    /// Nobody sees it from now on, and a file that is still on its way meets this. False when the job was changed in the meantime.
    private boolean mark(EnrollmentJob job) {
        return job.state() == EnrollmentJob.State.REMOVED
                || transactions.inTransaction(stores -> stores.enrollmentJobs()
                        .update(job.removed(clock.instant()), job.version()));
    }

    private int remove(ResourceId id) {
        repeat(PAGES, () -> transactions.inTransaction(stores -> stores.enrollmentJobPages().remove(id, PAGES)));
        return transactions.inTransaction(stores -> {
            stores.enrollmentJobs().remove(id);
            return 1;
        });
    }

    /// Until less is removed than could be.
    private static void repeat(int most, IntSupplier removal) {
        int last;
        do {
            last = removal.getAsInt();
        } while (last == most);
    }
}
