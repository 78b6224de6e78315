package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.ApiKey;
import io.firstclaim.core.account.ApiKeys;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file on its way into a bulk job. Holds one page of it; full pages are stored. For one thread at a time.
public final class JobUpload {
    /// The most characters of malformed rows in a page, which then has fewer rows.
    private static final int MAX_PAGE_CHARACTERS = 64 * 1024;

    private final Transactions transactions;
    private final InstantSource clock;
    private final EnrollmentJobLimits limits;
    private final Caller caller;
    private final EnrollmentJobWish wish;
    private final @Nullable RequestId requestId;
    private final IdentityCsv csv = new IdentityCsv(this::add);
    private final List<JobRow> page = new ArrayList<>();
    private int pageCharacters;
    private EnrollmentJob job;

    JobUpload(Transactions transactions, InstantSource clock, EnrollmentJobLimits limits, Caller caller,
            EnrollmentJobWish wish, @Nullable RequestId requestId, EnrollmentJob job) {
        this.transactions = transactions;
        this.clock = clock;
        this.limits = limits;
        this.caller = caller;
        this.wish = wish;
        this.requestId = requestId;
        this.job = job;
    }

    /// Takes the next bytes of the file.
    ///
    /// @throws FirstclaimException
    ///             when the file has too many rows, or took too long; nothing of it is kept then
    public void receive(byte[] bytes) {
        csv.read(bytes);
    }

    /// The file is whole: the job begins.
    ///
    /// @return the job, or the one that the same request made in the meantime
    /// @throws FirstclaimException
    ///             when the caller may not do this any more; nothing is kept then
    public EnrollmentJob finish() {
        csv.end();
        storePage();
        var published = job.whole();
        var result = transactions.inTransaction(stores -> {
            requireStillAllowed(stores);
            return CreateEnrollmentJob.madeBy(requestId, job.accountId(), wish, now(), stores)
                    .orElseGet(() -> publish(published, stores));
        });
        if (!result.id().equals(job.id())) {
            abandon();
        }
        return result;
    }

    /// The file will never be whole: nothing of it is kept. The sweeper takes it away.
    public void abandon() {
        transactions.inTransaction(
                stores -> stores.enrollmentJobs().update(job.removed(now()), job.version()));
    }

    private EnrollmentJob publish(EnrollmentJob published, Stores stores) {
        if (!stores.enrollmentJobs().publish(published, requestId, job.version())) {
            throw tookTooLong();
        }
        stores.audit().add(caller.did(AuditAction.ENROLLMENT_JOB_CREATED, published.id(), published.accountId(),
                FieldChanges.created(Map.of("type", published.type(), "dry_run", published.dryRun(), "total_count",
                        published.counts().total()))));
        return published;
    }

    /// A file may be on its way for long. Whose key was revoked or changed, or whose account was suspended, in the meantime, is told now.
    private void requireStillAllowed(Stores stores) {
        var key = stores.apiKeys().find(caller.keyId()).map(ApiKeys.Stored::key).filter(ApiKey::isActive)
                .orElseThrow(() -> new FirstclaimException(Problem.INVALID_TOKEN, "The API key was revoked."));
        var suspended = stores.accounts().find(job.accountId()).filter(account -> !account.isActive()).isPresent();
        new Caller(key.id(), key.accountId(), key.role(), suspended).requireAdmin();
    }

    private void add(JobRow row) {
        if (job.counts().total() + page.size() >= limits.rowsPerJob()) {
            throw FirstclaimException.invalid("csv",
                    "The file has more than %d rows, which is the limit of a bulk job.".formatted(limits.rowsPerJob()));
        }
        page.add(row);
        if (row instanceof JobRow.Malformed(var shown, var message)) {
            pageCharacters += shown.length() + message.length();
        }
        if (page.size() == JobPage.MAX_ROWS || pageCharacters > MAX_PAGE_CHARACTERS) {
            storePage();
        }
    }

    private void storePage() {
        if (page.isEmpty()) {
            return;
        }
        var grown = job.withPage(page.size(), now(), limits.idleUpload());
        if (!transactions.inTransaction(stores -> storePage(grown, stores))) {
            throw tookTooLong();
        }
        job = grown;
        page.clear();
        pageCharacters = 0;
    }

    /// False when the job was given up, and then the page is not stored: nobody would remove it.
    private boolean storePage(EnrollmentJob grown, Stores stores) {
        var current = stores.enrollmentJobs().update(grown, job.version());
        if (current) {
            stores.enrollmentJobPages().add(job.id(), job.counts().pages(), page);
        }
        return current;
    }

    private FirstclaimException tookTooLong() {
        return new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                "The file was given up because nothing of it came for %s.".formatted(limits.idleUpload()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
