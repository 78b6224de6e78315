package io.firstclaim.core.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.enrollment.EnrollmentJob.State;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [EnrollmentJobPages] promises.
public abstract class EnrollmentJobPagesContract extends StoresContract {
    private final ResourceId job = Samples.id();
    private final ResourceId other = Samples.id();

    @Test
    final void aPageIsReadAsItWasWritten() {
        var rows = List.of(good(), new JobRow.Malformed("\"é\u20AC", "it's none"), good());
        add(job, 0, rows);
        assertThat(pages(job, 0, 1)).containsExactly(rows);
        assertThat(pages(job, 1, 1)).isEmpty();
        assertThat(pages(other, 0, 1)).isEmpty();
    }

    @Test
    final void aPageMayBeAsLargeAsTheyBecome() {
        var rows = Collections.nCopies(JobPage.MAX_ROWS,
                (JobRow) new JobRow.Malformed("\u20AC".repeat(121), "\u20AC".repeat(250)));
        add(job, 0, rows);
        assertThat(pages(job, 0, 1)).containsExactly(rows);
    }

    @Test
    final void somePagesAreReadAndFinishedAtOnce() {
        var pages = IntStream.range(0, 12).mapToObj(number -> page(number, RowOutcome.DONE)).toList();
        pages.forEach(page -> add(job, page.number(), page.rows()));
        add(other, 0, List.of(good()));
        var rows = pages.stream().map(JobPage::rows).toList();
        assertThat(pages(job, 0, 11)).isEqualTo(rows.subList(0, 11));
        assertThat(pages(job, 9, 20)).isEqualTo(rows.subList(9, 12));
        run(stores -> stores.enrollmentJobPages().finish(job, pages.subList(0, 11)));
        run(stores -> stores.enrollmentJobPages().finish(job, List.of()));
        assertThat(firstDone(10, false)).isEqualTo(pages.get(10));
        assertThat(firstDone(11, false)).isNull();
        assertThatThrownBy(() -> run(stores -> stores.enrollmentJobPages().finish(job, pages.subList(10, 12))))
                .isInstanceOf(RuntimeException.class);
        assertThat(firstDone(11, false)).as("all or none").isNull();
    }

    @Test
    final void everyOutcomeIsKept() {
        var rows = List.<JobRow>of(good(), good(), good(), good());
        add(job, 0, rows);
        assertThat(firstDone(0, false)).isNull();
        var done = new JobPage(0, rows, List.of(RowOutcome.values()), Samples.NOW);
        finish(job, done);
        assertThat(firstDone(0, false)).isEqualTo(done);
        assertThat(done.errors()).isEqualTo(3);
    }

    @Test
    final void aPageIsDoneOnce() {
        var page = page(0, RowOutcome.DONE);
        add(job, 0, page.rows());
        finish(job, page);
        assertThatThrownBy(() -> finish(job, page)).isInstanceOf(RuntimeException.class);
    }

    @Test
    final void thePagesThatAreDoneAreFoundInTheirOrder() {
        add(other, 0, List.of(good()));
        finish(other, page(0, RowOutcome.DUPLICATE));
        var pages = List.of(page(0, RowOutcome.DONE), page(1, RowOutcome.MALFORMED), page(2, RowOutcome.DONE),
                page(3, RowOutcome.NOT_FOUND));
        pages.forEach(page -> add(job, page.number(), page.rows()));
        add(job, 4, List.of(good()));
        pages.forEach(page -> finish(job, page));
        assertThat(firstDone(0, false)).isEqualTo(pages.get(0));
        assertThat(firstDone(2, false)).isEqualTo(pages.get(2));
        assertThat(firstDone(4, false)).isNull();
        assertThat(firstDone(0, true)).isEqualTo(pages.get(1));
        assertThat(firstDone(2, true)).isEqualTo(pages.get(3));
        assertThat(firstDone(4, true)).isNull();
    }

    @Test
    final void pagesAreRemovedPieceByPiece() {
        for (int number = 0; number < 5; number++) {
            var page = page(number, RowOutcome.DONE);
            add(job, number, page.rows());
            finish(job, page);
        }
        add(other, 0, List.of(good()));
        assertThat(remove(3)).isEqualTo(3);
        assertThat(remove(3)).isEqualTo(2);
        assertThat(remove(3)).isZero();
        assertThat(firstDone(0, false)).isNull();
        assertThat(pages(other, 0, 1)).hasSize(1);
    }

    @Test
    final void whatADryRunTriedIsItsOwn() {
        var first = Samples.fingerprint();
        var second = Samples.fingerprint();
        assertThat(addTried(job, List.of(first))).containsExactly(true);
        assertThat(addTried(job, List.of(first, second))).containsExactly(false, true);
        assertThat(addTried(job, List.of())).isEmpty();
        assertThat(addTried(other, List.of(first))).containsExactly(true);
    }

    @Test
    final void theNotesOfDryRunsAreRemovedWhenTheyHaveNoWorkLeft() {
        var working = dryRun(State.PROCESSING);
        var completed = dryRun(State.COMPLETED);
        var removed = dryRun(State.REMOVED);
        var notes = List.of(Samples.fingerprint(), Samples.fingerprint());
        List.of(working, completed, removed).forEach(id -> addTried(id, notes));
        assertThat(removeTried(3)).isEqualTo(3);
        assertThat(removeTried(3)).isEqualTo(1);
        assertThat(addTried(working, notes)).containsExactly(false, false);
        assertThat(addTried(completed, notes)).containsExactly(true, true);
    }

    private ResourceId dryRun(State state) {
        var id = Samples.id();
        run(stores -> stores.enrollmentJobs()
                .add(new EnrollmentJob(id, 1, Samples.id(), EnrollmentJob.Type.UPLOAD, true,
                        state, EnrollmentJob.Counts.NONE, Samples.NOW, null, Samples.NOW.plus(Duration.ofDays(1)))));
        return id;
    }

    private void add(ResourceId jobId, int number, List<JobRow> rows) {
        run(stores -> stores.enrollmentJobPages().add(jobId, number, rows));
    }

    private List<List<JobRow>> pages(ResourceId jobId, int from, int limit) {
        return in(stores -> stores.enrollmentJobPages().find(jobId, from, limit));
    }

    private void finish(ResourceId jobId, JobPage page) {
        run(stores -> stores.enrollmentJobPages().finish(jobId, List.of(page)));
    }

    private @Nullable JobPage firstDone(int from, boolean withErrors) {
        return found(stores -> stores.enrollmentJobPages().findDone(job, from, withErrors)).orElse(null);
    }

    private int remove(int limit) {
        return in(stores -> stores.enrollmentJobPages().remove(job, limit));
    }

    private int removeTried(int limit) {
        return in(stores -> stores.enrollmentJobPages().removeTried(limit));
    }

    private boolean[] addTried(ResourceId jobId, List<Fingerprint> fingerprints) {
        return in(stores -> stores.enrollmentJobPages().addTried(jobId, fingerprints));
    }

    private static JobPage page(int number, RowOutcome outcome) {
        return new JobPage(number, List.of(good()), List.of(outcome), Samples.NOW);
    }

    private static JobRow good() {
        return new JobRow.Valid(new EnrollmentId(Samples.fingerprint()));
    }
}
