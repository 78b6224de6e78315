package io.firstclaim.factory.production;

/// Is told how far it is, often.
@FunctionalInterface
public interface ReadingProgress {
    /// So many files were read, and hold so many certificates.
    void read(int files, int certificates);

    /// Tells nobody.
    static ReadingProgress silent() {
        return (files, certificates) -> {};
    }
}
