package io.firstclaim.core.enrollment;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.Fingerprint;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rows of bulk jobs in memory.
public final class FakeEnrollmentJobPages implements EnrollmentJobPages {
    private final FakeTable<Key, Row> pages;
    private final FakeTable<Tried, Tried> tried;
    private final FakeEnrollmentJobs jobs;

    public FakeEnrollmentJobPages(Deque<Runnable> undo, FakeEnrollmentJobs jobs) {
        this.pages = new FakeTable<>(undo);
        this.tried = new FakeTable<>(undo);
        this.jobs = jobs;
    }

    @Override
    public void add(ResourceId jobId, int number, List<JobRow> rows) {
        var key = new Key(jobId, number);
        pages.put(key, new Row(key, List.copyOf(rows), null));
    }

    @Override
    public List<List<JobRow>> find(ResourceId jobId, int from, int limit) {
        return pages.rowsAfter(new Key(jobId, from - 1)).filter(row -> row.key().jobId().equals(jobId)).map(Row::rows)
                .limit(limit).toList();
    }

    @Override
    public void finish(ResourceId jobId, List<JobPage> done) {
        done.forEach(page -> finish(jobId, page));
    }

    private void finish(ResourceId jobId, JobPage done) {
        var key = new Key(jobId, done.number());
        if (pages.get(key).done() != null) {
            throw new IllegalStateException("The page " + key + " was done before");
        }
        pages.put(key, new Row(key, done.rows(), done));
    }

    @Override
    public Optional<JobPage> findDone(ResourceId jobId, int from, boolean withErrors) {
        return pages.rowsAfter(new Key(jobId, from - 1)).filter(row -> row.key().jobId().equals(jobId)).map(Row::done)
                .flatMap(Stream::ofNullable).filter(done -> !withErrors || done.errors() > 0).findFirst();
    }

    @Override
    public int remove(ResourceId jobId, int limit) {
        var removed = pages.rows().map(Row::key).filter(key -> key.jobId().equals(jobId)).limit(limit).toList();
        removed.forEach(pages::remove);
        return removed.size();
    }

    @Override
    public boolean[] addTried(ResourceId jobId, List<Fingerprint> fingerprints) {
        var added = new boolean[fingerprints.size()];
        for (int i = 0; i < added.length; i++) {
            var note = new Tried(jobId, fingerprints.get(i));
            added[i] = tried.find(note).isEmpty();
            tried.put(note, note);
        }
        return added;
    }

    @Override
    public int removeTried(int limit) {
        var needless = tried.rows().filter(note -> !jobs.hasWork(note.jobId())).limit(limit).toList();
        needless.forEach(tried::remove);
        return needless.size();
    }

    private record Key(ResourceId jobId, int number) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            return Comparator.comparing(Key::jobId).thenComparingInt(Key::number).compare(this, other);
        }
    }

    private record Row(Key key, List<JobRow> rows, @Nullable JobPage done) {}

    private record Tried(ResourceId jobId, Fingerprint fingerprint) implements Comparable<Tried> {
        @Override
        public int compareTo(Tried other) {
            return Comparator.comparing(Tried::jobId).thenComparing(Tried::fingerprint).compare(this, other);
        }
    }
}
