package io.firstclaim.core.enrollment;

import io.firstclaim.core.ResourceId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A bulk job: the rows of a file, each to be put on the enrollment list or taken off it. Its rows lie in numbered pages, each of which is done as a whole.
///
/// @param version
///            counts the changes
/// @param dryRun
///            whether it only says what it would do
/// @param completedAt
///            when its last page was done; null until then
/// @param expiresAt
///            when it is forgotten if nothing more of its file comes, or after it is completed; null while it has work left
public record EnrollmentJob(ResourceId id, long version, ResourceId accountId, Type type, boolean dryRun, State state,
        Counts counts, Instant createdAt, @Nullable Instant completedAt, @Nullable Instant expiresAt) {

    /// What it does with each row.
    public enum Type {
        UPLOAD, DELETE
    }

    /// How far it is.
    public enum State {
        /// Its file is on the way. Nobody sees it yet.
        RECEIVING,
        /// Its rows are all stored.
        NEW,
        /// Some are done.
        PROCESSING,
        /// All are done.
        COMPLETED,
        /// It is to be removed, and nobody sees it any more.
        REMOVED;

        /// Whether there is work left.
        public boolean isOpen() {
            return this == NEW || this == PROCESSING;
        }

        /// Whether its account sees it.
        public boolean isVisible() {
            return isOpen() || this == COMPLETED;
        }
    }

    /// Rows and pages.
    ///
    /// @param total
    ///            rows
    /// @param processed
    ///            rows that are done
    /// @param errors
    ///            rows that are done and were errors
    /// @param pages
    ///            pages
    /// @param pagesDone
    ///            pages that are done, which is also the number of the next
    public record Counts(long total, long processed, long errors, int pages, int pagesDone) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    /// A job whose file is about to come.
    ///
    /// @param idle
    ///            how long it waits for the next page of the file
    static EnrollmentJob receiving(ResourceId id, ResourceId accountId, Type type, boolean dryRun, Instant now,
            Duration idle) {
        return new EnrollmentJob(id, 1, accountId, type, dryRun, State.RECEIVING, Counts.NONE, now, null,
                now.plus(idle));
    }

    /// The same with another page.
    EnrollmentJob withPage(int rows, Instant now, Duration idle) {
        return in(State.RECEIVING,
                new Counts(counts.total + rows, counts.processed, counts.errors, counts.pages + 1, counts.pagesDone),
                now.plus(idle));
    }

    /// The same with all its rows.
    EnrollmentJob whole() {
        return in(State.NEW, counts, null);
    }

    /// The same, to be removed.
    EnrollmentJob removed(Instant now) {
        return in(State.REMOVED, counts, now);
    }

    /// The same after its next pages were done. After the last one it is completed.
    ///
    /// @param kept
    ///            how long a completed job is kept
    EnrollmentJob afterPages(int pages, int rows, int errors, Instant now, Duration kept) {
        var done = new Counts(counts.total, counts.processed + rows, counts.errors + errors, counts.pages,
                counts.pagesDone + pages);
        return done.pagesDone < done.pages
                ? in(State.PROCESSING, done, null)
                : new EnrollmentJob(id, version + 1, accountId, type, dryRun, State.COMPLETED, done, createdAt, now,
                        now.plus(kept));
    }

    /// Whether it is forgotten by now.
    public boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    private EnrollmentJob in(State changed, Counts changedCounts, @Nullable Instant expiry) {
        return new EnrollmentJob(id, version + 1, accountId, type, dryRun, changed, changedCounts, createdAt,
                completedAt, expiry);
    }
}
