package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import java.time.InstantSource;

/// Reads the bulk jobs of the caller's account and their reports. A job that expired is gone.
public final class ReadEnrollmentJobs {
    private final Transactions transactions;
    private final InstantSource clock;

    public ReadEnrollmentJobs(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// One of them.
    public EnrollmentJob get(Caller caller, ResourceId id) {
        var accountId = caller.requireReader();
        return transactions.inTransaction(stores -> find(accountId, id, stores));
    }

    /// All of them, in order of creation.
    public Page<EnrollmentJob> list(Caller caller, PageRequest page) {
        var accountId = caller.requireReader();
        var now = clock.instant();
        return transactions.inTransaction(stores -> Page.read(page, EnrollmentJob::id,
                (after, limit) -> stores.enrollmentJobs().list(accountId, now, after, limit)));
    }

    /// A report of a completed job, to be read piece by piece.
    ///
    /// @throws FirstclaimException
    ///             [Problem#NOT_POSSIBLE_NOW] while the job is not completed
    public JobReport report(Caller caller, ResourceId id, JobReport.Kind kind) {
        var job = get(caller, id);
        if (job.state() != EnrollmentJob.State.COMPLETED) {
            throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                    "The job %s has no reports yet: %d of its %d rows are done.".formatted(id, job.counts().processed(),
                            job.counts().total()));
        }
        return new JobReport(job.type(), kind, from -> transactions.inTransaction(stores -> {
            var page = stores.enrollmentJobPages().findDone(id, from, kind == JobReport.Kind.ERRORS);
            // It may have expired since the piece before. Looked at afterwards: pages that are being removed must not look like the end of the report.
            var _ = find(job.accountId(), id, stores);
            return page;
        }));
    }

    private EnrollmentJob find(ResourceId accountId, ResourceId id, Stores stores) {
        return stores.enrollmentJobs().find(accountId, id).filter(job -> !job.isExpired(clock.instant()))
                .orElseThrow(() -> FirstclaimException.notFound("bulk job", id));
    }
}
