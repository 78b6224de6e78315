package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes a file and makes a bulk job of it. What comes before the end of the file is stored, but nobody sees it.
public final class CreateEnrollmentJob {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;
    private final EnrollmentJobLimits limits;

    public CreateEnrollmentJob(Transactions transactions, ResourceIds ids, InstantSource clock,
            EnrollmentJobLimits limits) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.limits = limits;
    }

    /// What a wish begins.
    public sealed interface Begun {
        /// A new job, whose file may come.
        record Receiving(JobUpload upload) implements Begun {}

        /// Nothing: the same request made this job before.
        record MadeBefore(EnrollmentJob job) implements Begun {}
    }

    /// Begins a job.
    ///
    /// @throws FirstclaimException
    ///             [Problem#RATE_LIMIT_EXCEEDED] when the account has too many jobs under way
    public Begun begin(Caller caller, EnrollmentJobWish wish) {
        var accountId = caller.requireAdmin();
        var requestId = RequestId.parse(wish.requestId());
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(stores -> madeBy(requestId, accountId, wish, now, stores)
                .<Begun>map(Begun.MadeBefore::new)
                .orElseGet(() -> new Begun.Receiving(receive(caller, accountId, wish, requestId, now, stores))));
    }

    private JobUpload receive(Caller caller, ResourceId accountId, EnrollmentJobWish wish,
            @Nullable RequestId requestId, Instant now, Stores stores) {
        // The lock makes the count exact.
        stores.accounts().lock(accountId);
        if (stores.enrollmentJobs().countOpen(accountId) >= limits.openPerAccount()) {
            throw new FirstclaimException(Problem.RATE_LIMIT_EXCEEDED,
                    "The account has %d bulk jobs under way, which is the limit. Try again when one is completed."
                            .formatted(limits.openPerAccount()));
        }
        var job = EnrollmentJob.receiving(ids.next(), accountId, wish.type(), wish.dryRun(), now,
                limits.idleUpload());
        stores.enrollmentJobs().add(job);
        return new JobUpload(transactions, clock, limits, caller, wish, requestId, job);
    }

    /// What an earlier run of the same request made. If that expired, it is gone, and the request is a new one.
    ///
    /// @throws FirstclaimException
    ///             when it made another kind of job
    static Optional<EnrollmentJob> madeBy(@Nullable RequestId requestId, ResourceId accountId, EnrollmentJobWish wish,
            Instant now, Stores stores) {
        var earlier = requestId == null
                ? null
                : stores.enrollmentJobs().findByRequest(accountId, requestId).orElse(null);
        if (earlier == null) {
            return Optional.empty();
        }
        if (earlier.isExpired(now)) {
            stores.enrollmentJobs().update(earlier.removed(now), earlier.version());
            return Optional.empty();
        }
        if (earlier.type() != wish.type() || earlier.dryRun() != wish.dryRun()) {
            throw FirstclaimException.invalid("request_id",
                    "The request id was used for another bulk job, %s.".formatted(earlier.id()));
        }
        return Optional.of(earlier);
    }
}
