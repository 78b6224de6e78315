package io.firstclaim.factory.label;

/// Told how far the drawing of labels is, on the thread that called.
@FunctionalInterface
public interface LabelProgress {
    /// For those who don't watch.
    LabelProgress SILENT = (done, total) -> {};

    /// More labels are done.
    ///
    /// @param done up to `total`; each label counts once for itself and once for the sheet
    void drawn(int done, int total);
}
