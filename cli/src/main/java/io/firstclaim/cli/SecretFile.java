package io.firstclaim.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A new file for a secret, readable by its owner only. It is made before the secret is asked for: a secret that is
/// given once must not be lost because its file can't be written.
public final class SecretFile implements AutoCloseable {
    private final @Nullable Path path;
    private boolean kept;

    private SecretFile(@Nullable Path path) {
        this.path = path;
    }

    /// Makes the file.
    ///
    /// @param path where; null for a secret that goes to no file
    /// @throws UncheckedIOException when there is one already, or it can't be made
    public static SecretFile reserve(@Nullable Path path) {
        if (path != null) {
            try {
                Files.createFile(path, ownerOnly());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return new SecretFile(path);
    }

    /// Writes the secret, if there is a file for it.
    ///
    /// @return whether there is
    public boolean keep(String secret) {
        if (path == null) {
            return false;
        }
        try {
            Files.writeString(path, secret + "\n", StandardCharsets.US_ASCII);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        kept = true;
        return true;
    }

    /// Removes the file when no secret came for it.
    @Override
    public void close() {
        if (path != null && !kept) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[]{PosixFilePermissions
                        .asFileAttribute(PosixFilePermissions.fromString("rw-------"))}
                : new FileAttribute<?>[0];
    }
}
