package io.firstclaim.factory.certificate;

import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The password of PKCS#12 files. It is asked for when the first file needs it and not before, and wiped when it is closed.
public final class Password implements AutoCloseable {
    private @Nullable Supplier<char @Nullable []> source;
    private char @Nullable [] characters;

    /// A password that `source` gives, once; null when there is none.
    public Password(Supplier<char @Nullable []> source) {
        this.source = source;
    }

    /// No password: only files that need none, or an empty one, can be opened.
    public static Password none() {
        return new Password(() -> null);
    }

    /// The password itself, not a copy; null when there is none.
    char @Nullable [] characters() {
        if (source != null) {
            characters = source.get();
            source = null;
        }
        return characters;
    }

    @Override
    public void close() {
        source = null;
        if (characters != null) {
            Arrays.fill(characters, '\0');
            characters = null;
        }
    }
}
