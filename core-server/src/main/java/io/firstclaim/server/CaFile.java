package io.firstclaim.server;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.server.credential.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;

/// A CA certificate as a file, for programs on this machine and for whoever carries it elsewhere.
final class CaFile {

    private CaFile() {}

    /// Writes the file, and its folder if there is none. Readers see the old file or the new one, never half of one.
    ///
    /// @throws FirstclaimException
    ///             [Problem#NOT_POSSIBLE_NOW] when it can't be written
    static void write(Path file, X509Certificate ca) {
        var whole = file.toAbsolutePath();
        try {
            Files.createDirectories(whole.getParent());
            var half = Files.createTempFile(whole.getParent(), "ca", ".tmp");
            Files.writeString(half, Pem.of(ca));
            makeReadable(half);
            Files.move(half, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            var problem = new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                    "A CA certificate can't be written to " + file + " (" + failure + ").");
            problem.initCause(failure);
            throw problem;
        }
    }

    /// Temporary files are for their owner only; this one is public.
    private static void makeReadable(Path file) throws IOException {
        if (!file.toFile().setReadable(true, false)) {
            throw new IOException("its rights can't be set");
        }
    }
}
