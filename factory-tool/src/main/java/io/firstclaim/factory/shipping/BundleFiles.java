package io.firstclaim.factory.shipping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Set;

/// The files of a bundle that somebody sent. Names that are not allowed, or come twice, are problems and not among
/// them; nothing is ever unpacked.
sealed interface BundleFiles extends AutoCloseable permits ZippedBundle, UnpackedBundle {
    /// Files that are looked at; one that has more is no bundle.
    int MAX_ENTRIES = Manifest.MAX_FILES + 1000;

    /// Every file that may be in a bundle.
    Set<String> names();

    /// The content of one of them, of any length: who reads it must stop.
    InputStream open(String name) throws IOException;

    /// The first bytes of a file, at most one more than `limit`.
    default byte[] read(String name, int limit) throws IOException {
        try (InputStream in = open(name)) {
            return in.readNBytes(limit + 1);
        }
    }

    @Override
    void close() throws IOException;

    /// Opens a zip, or a folder into which one was unpacked.
    static BundleFiles open(Path bundle, boolean folder, Findings findings) throws IOException {
        return folder ? UnpackedBundle.open(bundle, findings) : ZippedBundle.open(bundle, findings);
    }
}
