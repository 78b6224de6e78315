package io.firstclaim.persistence.enrollment;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.enrollment.EnrollmentJob;
import io.firstclaim.core.enrollment.EnrollmentJobs;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `enrollment_job`.
@RegisterRowMapper(EnrollmentJobDao.Mapper.class)
public interface EnrollmentJobDao extends EnrollmentJobs {
    @Override
    @SqlUpdate("""
            INSERT INTO enrollment_job
              (id, version, account_id, job_type, dry_run, state, total_count, processed_count, error_count, pages,
               pages_done, created_at, completed_at, expires_at)
            VALUES
              (:id, :version, :accountId, :type, :dryRun, :state, :counts.total, :counts.processed, :counts.errors,
               :counts.pages, :counts.pagesDone, :createdAt, :completedAt, :expiresAt)
            """)
    void add(@BindMethods EnrollmentJob job);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, job_type, dry_run, state, total_count, processed_count, error_count, pages,
                   pages_done, created_at, completed_at, expires_at
            FROM enrollment_job WHERE id = :id
            """)
    Optional<EnrollmentJob> find(ResourceId id);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, job_type, dry_run, state, total_count, processed_count, error_count, pages,
                   pages_done, created_at, completed_at, expires_at
            FROM enrollment_job
            WHERE id = :id AND account_id = :accountId AND state IN ('NEW', 'PROCESSING', 'COMPLETED')
            """)
    Optional<EnrollmentJob> find(ResourceId accountId, ResourceId id);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, job_type, dry_run, state, total_count, processed_count, error_count, pages,
                   pages_done, created_at, completed_at, expires_at
            FROM enrollment_job
            WHERE account_id = :accountId AND request_id = :requestId AND state IN ('NEW', 'PROCESSING', 'COMPLETED')
            """)
    Optional<EnrollmentJob> findByRequest(ResourceId accountId, RequestId requestId);

    @Override
    default List<EnrollmentJob> list(ResourceId accountId, Instant now, @Nullable ResourceId after, int limit) {
        return page(accountId, now, Changes.after(after), limit);
    }

    /// A page of the list.
    @SqlQuery("""
            SELECT id, version, account_id, job_type, dry_run, state, total_count, processed_count, error_count, pages,
                   pages_done, created_at, completed_at, expires_at
            FROM enrollment_job
            WHERE account_id = :accountId AND id > :after AND state IN ('NEW', 'PROCESSING', 'COMPLETED')
              AND (expires_at IS NULL OR expires_at > :now)
            ORDER BY account_id, id LIMIT :limit
            """)
    List<EnrollmentJob> page(ResourceId accountId, Instant now, ResourceId after, int limit);

    @Override
    @SqlQuery("""
            SELECT COUNT(*) FROM enrollment_job
            WHERE account_id = :accountId AND state IN ('RECEIVING', 'NEW', 'PROCESSING')
            """)
    int countOpen(ResourceId accountId);

    @Override
    default Optional<EnrollmentJob> nextOpen(@Nullable ResourceId afterAccount) {
        return firstOpen(Changes.after(afterAccount));
    }

    /// The oldest job with work left of the first active account after the given id.
    @SqlQuery("""
            SELECT j.id, j.version, j.account_id, j.job_type, j.dry_run, j.state, j.total_count, j.processed_count,
                   j.error_count, j.pages, j.pages_done, j.created_at, j.completed_at, j.expires_at
            FROM enrollment_job j JOIN account a ON a.id = j.account_id
            WHERE j.state IN ('NEW', 'PROCESSING') AND j.account_id > :after AND a.status = 'ACTIVE'
            ORDER BY j.account_id, j.id LIMIT 1
            """)
    Optional<EnrollmentJob> firstOpen(ResourceId after);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, job_type, dry_run, state, total_count, processed_count, error_count, pages,
                   pages_done, created_at, completed_at, expires_at
            FROM enrollment_job WHERE id = :id FOR UPDATE SKIP LOCKED
            """)
    Optional<EnrollmentJob> lockFree(ResourceId id);

    @Override
    @SqlUpdate("""
            UPDATE enrollment_job
            SET version = :version, state = :state, total_count = :counts.total, processed_count = :counts.processed,
                error_count = :counts.errors, pages = :counts.pages, pages_done = :counts.pagesDone,
                completed_at = :completedAt, expires_at = :expiresAt,
                request_id = CASE WHEN :state = 'REMOVED' THEN NULL ELSE request_id END
            WHERE id = :id AND version = :expectedVersion
            """)
    boolean update(@BindMethods EnrollmentJob changed, long expectedVersion);

    @Override
    default boolean publish(EnrollmentJob changed, @Nullable RequestId requestId, long expectedVersion) {
        return update(changed, expectedVersion) && name(changed.id(), requestId);
    }

    /// Gives a job its request id.
    @SqlUpdate("UPDATE enrollment_job SET request_id = :requestId WHERE id = :id")
    boolean name(ResourceId id, @Nullable RequestId requestId);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, job_type, dry_run, state, total_count, processed_count, error_count, pages,
                   pages_done, created_at, completed_at, expires_at
            FROM enrollment_job WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit
            """)
    List<EnrollmentJob> expired(Instant now, int limit);

    @Override
    @SqlUpdate("DELETE FROM enrollment_job WHERE id = :id")
    void remove(ResourceId id);

    /// Reads a row.
    final class Mapper implements RowMapper<EnrollmentJob> {
        @Override
        public EnrollmentJob map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            var counts = new EnrollmentJob.Counts(columns.number("total_count"), columns.number("processed_count"),
                    columns.number("error_count"), columns.count("pages"), columns.count("pages_done"));
            return new EnrollmentJob(columns.id("id"), columns.number("version"), columns.id("account_id"),
                    columns.constant(EnrollmentJob.Type.class, "job_type"), columns.flag("dry_run"),
                    columns.constant(EnrollmentJob.State.class, "state"), counts, columns.time("created_at"),
                    columns.timeOrNull("completed_at"), columns.timeOrNull("expires_at"));
        }
    }
}
