package io.firstclaim.core.enrollment;

/// What became of a row of a bulk job.
public enum RowOutcome {
    /// It is listed, or off the list.
    DONE,
    /// It has no enrollment ID.
    MALFORMED,
    /// To be listed, but this or another account holds it already.
    DUPLICATE,
    /// To be taken off the list, but the account doesn't list it.
    NOT_FOUND
}
