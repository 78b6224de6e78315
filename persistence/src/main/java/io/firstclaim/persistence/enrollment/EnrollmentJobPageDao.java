package io.firstclaim.persistence.enrollment;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.enrollment.EnrollmentJobPages;
import io.firstclaim.core.enrollment.JobPage;
import io.firstclaim.core.enrollment.JobRow;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/// The tables `enrollment_job_page`, `enrollment_job_result` and `enrollment_job_tried`.
public interface EnrollmentJobPageDao extends EnrollmentJobPages {
    @Override
    default void add(ResourceId jobId, int number, List<JobRow> rows) {
        insertPage(jobId, number, StoredRows.ofRows(rows));
    }

    /// Adds a page as bytes.
    @SqlUpdate("INSERT INTO enrollment_job_page (job_id, page_number, page_rows) VALUES (:jobId, :number, :rows)")
    void insertPage(ResourceId jobId, int number, byte[] rows);

    @Override
    @SqlQuery("""
            SELECT page_rows FROM enrollment_job_page WHERE job_id = :jobId AND page_number >= :from
            ORDER BY job_id, page_number LIMIT :limit
            """)
    @UseRowMapper(RowsMapper.class)
    List<List<JobRow>> find(ResourceId jobId, int from, int limit);

    @Override
    default void finish(ResourceId jobId, List<JobPage> done) {
        insertResults(jobId, done, done.stream().map(page -> StoredRows.ofOutcomes(page.outcomes())).toList());
    }

    /// Adds what became of pages.
    @SqlBatch("""
            INSERT INTO enrollment_job_result (job_id, page_number, outcomes, error_count, done_at)
            VALUES (:jobId, :number, :outcomes, :errors, :doneAt)
            """)
    void insertResults(ResourceId jobId, @BindMethods List<JobPage> pages, @Bind("outcomes") List<byte[]> outcomes);

    @Override
    default Optional<JobPage> findDone(ResourceId jobId, int from, boolean withErrors) {
        return firstDone(jobId, from, withErrors ? 1 : 0);
    }

    /// The first page with at least so many errors.
    @SqlQuery("""
            SELECT r.page_number, r.outcomes, r.done_at, p.page_rows
            FROM enrollment_job_result r
            JOIN enrollment_job_page p ON p.job_id = r.job_id AND p.page_number = r.page_number
            WHERE r.job_id = :jobId AND r.page_number >= :from AND r.error_count >= :errors
            ORDER BY r.job_id, r.page_number LIMIT 1
            """)
    @UseRowMapper(PageMapper.class)
    Optional<JobPage> firstDone(ResourceId jobId, int from, int errors);

    /// By number, because H2 chooses again while it removes when choosing and removing are one statement.
    @Override
    default int remove(ResourceId jobId, int limit) {
        var numbers = numbers(jobId, limit);
        deletePages(jobId, numbers);
        deleteResults(jobId, numbers);
        return numbers.size();
    }

    /// The numbers of a job's pages.
    @SqlQuery("""
            SELECT page_number FROM enrollment_job_page WHERE job_id = :jobId ORDER BY job_id, page_number LIMIT :limit
            """)
    List<Integer> numbers(ResourceId jobId, int limit);

    /// Removes pages.
    @SqlBatch("DELETE FROM enrollment_job_page WHERE job_id = :jobId AND page_number = :number")
    int[] deletePages(ResourceId jobId, @Bind("number") List<Integer> numbers);

    /// Removes what became of pages.
    @SqlBatch("DELETE FROM enrollment_job_result WHERE job_id = :jobId AND page_number = :number")
    int[] deleteResults(ResourceId jobId, @Bind("number") List<Integer> numbers);

    @Override
    @SqlBatch("""
            INSERT INTO enrollment_job_tried (job_id, fingerprint)
            SELECT :jobId, :fingerprint
            WHERE NOT EXISTS (SELECT 1 FROM enrollment_job_tried WHERE job_id = :jobId AND fingerprint = :fingerprint)
            """)
    boolean[] addTried(ResourceId jobId, @Bind("fingerprint") List<Fingerprint> fingerprints);

    @Override
    default int removeTried(int limit) {
        var needless = needless(limit);
        deleteTried(needless);
        return needless.size();
    }

    /// Notes of jobs that have no work left.
    @SqlQuery("""
            SELECT t.job_id, t.fingerprint
            FROM enrollment_job j JOIN enrollment_job_tried t ON t.job_id = j.id
            WHERE j.state IN ('COMPLETED', 'REMOVED') AND j.dry_run LIMIT :limit
            """)
    @UseRowMapper(TriedMapper.class)
    List<Tried> needless(int limit);

    /// Removes notes.
    @SqlBatch("DELETE FROM enrollment_job_tried WHERE job_id = :jobId AND fingerprint = :fingerprint")
    int[] deleteTried(@BindMethods List<Tried> notes);

    /// A note of a dry run.
    record Tried(ResourceId jobId, Fingerprint fingerprint) {}

    /// Reads the rows of a page.
    final class RowsMapper implements RowMapper<List<JobRow>> {
        @Override
        public List<JobRow> map(ResultSet row, StatementContext context) throws SQLException {
            return StoredRows.rows(new Columns(row).bytes("page_rows"));
        }
    }

    /// Reads a page that is done.
    final class PageMapper implements RowMapper<JobPage> {
        @Override
        public JobPage map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new JobPage(columns.count("page_number"), StoredRows.rows(columns.bytes("page_rows")),
                    StoredRows.outcomes(columns.bytes("outcomes")), columns.time("done_at"));
        }
    }

    /// Reads a note.
    final class TriedMapper implements RowMapper<Tried> {
        @Override
        public Tried map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new Tried(columns.id("job_id"), columns.fingerprint("fingerprint"));
        }
    }
}
