package io.firstclaim.persistence.move;

/// Who is told how far a move is.
@FunctionalInterface
public interface MoveProgress {
    /// What a move does, in this order; an export only the first.
    enum Step {
        /// Rows are written to the file.
        EXPORT,
        /// The file is compared with its manifest.
        CHECK,
        /// Rows are written to the database.
        IMPORT,
        /// What is in the database is compared with the manifest.
        VERIFY
    }

    /// So many rows of all are done in this step. Called often.
    void at(Step step, long done, long total);
}
