package io.firstclaim.core.enrollment;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.Accounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Bulk jobs in memory.
public final class FakeEnrollmentJobs implements EnrollmentJobs {
    private final FakeTable<ResourceId, Row> table;
    private final Accounts accounts;

    public FakeEnrollmentJobs(Deque<Runnable> undo, Accounts accounts) {
        this.table = new FakeTable<>(undo);
        this.accounts = accounts;
    }

    @Override
    public void add(EnrollmentJob job) {
        table.put(job.id(), new Row(job, null));
    }

    @Override
    public Optional<EnrollmentJob> find(ResourceId id) {
        return table.find(id).map(Row::job);
    }

    @Override
    public Optional<EnrollmentJob> find(ResourceId accountId, ResourceId id) {
        return find(id).filter(job -> job.accountId().equals(accountId) && job.state().isVisible());
    }

    @Override
    public Optional<EnrollmentJob> findByRequest(ResourceId accountId, RequestId requestId) {
        return table.rows().filter(row -> requestId.equals(row.requestId())).map(Row::job)
                .filter(job -> job.accountId().equals(accountId) && job.state().isVisible()).findFirst();
    }

    @Override
    public List<EnrollmentJob> list(ResourceId accountId, Instant now, @Nullable ResourceId after, int limit) {
        return table.rowsAfter(after).map(Row::job)
                .filter(job -> job.accountId().equals(accountId) && job.state().isVisible() && !job.isExpired(now))
                .limit(limit).toList();
    }

    @Override
    public int countOpen(ResourceId accountId) {
        return Math.toIntExact(jobs().filter(job -> job.accountId().equals(accountId)
                && (job.state().isOpen() || job.state() == EnrollmentJob.State.RECEIVING)).count());
    }

    @Override
    public Optional<EnrollmentJob> nextOpen(@Nullable ResourceId afterAccount) {
        return jobs().filter(job -> job.state().isOpen())
                .filter(job -> afterAccount == null || job.accountId().compareTo(afterAccount) > 0)
                .filter(job -> accounts.find(job.accountId()).filter(Account::isActive).isPresent())
                .min(Comparator.comparing(EnrollmentJob::accountId).thenComparing(EnrollmentJob::id));
    }

    @Override
    public Optional<EnrollmentJob> lockFree(ResourceId id) {
        return find(id);
    }

    @Override
    public boolean update(EnrollmentJob changed, long expectedVersion) {
        var kept = changed.state() == EnrollmentJob.State.REMOVED
                ? null
                : table.find(changed.id()).map(Row::requestId).orElse(null);
        return write(changed, expectedVersion, kept);
    }

    @Override
    public boolean publish(EnrollmentJob changed, @Nullable RequestId requestId, long expectedVersion) {
        return write(changed, expectedVersion, requestId);
    }

    private boolean write(EnrollmentJob changed, long expectedVersion, @Nullable RequestId requestId) {
        var current = find(changed.id()).filter(job -> job.version() == expectedVersion).isPresent();
        if (current) {
            table.put(changed.id(), new Row(changed, requestId));
        }
        return current;
    }

    @Override
    public List<EnrollmentJob> expired(Instant now, int limit) {
        return jobs().filter(job -> job.isExpired(now)).limit(limit).toList();
    }

    @Override
    public void remove(ResourceId id) {
        table.remove(id);
    }

    private Stream<EnrollmentJob> jobs() {
        return table.rows().map(Row::job);
    }

    /// What is left of it that needs the notes of a dry run.
    boolean hasWork(ResourceId id) {
        return find(id).filter(job -> job.state().isOpen()).isPresent();
    }

    private record Row(EnrollmentJob job, @Nullable RequestId requestId) {}
}
