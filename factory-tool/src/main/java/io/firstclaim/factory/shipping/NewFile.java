package io.firstclaim.factory.shipping;

import io.firstclaim.factory.FactoryException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// A file that is written under another name beside its place and gets its own when it is whole.
final class NewFile {
    private NewFile() {}

    /// Writes the content, and says something about it.
    @FunctionalInterface
    interface Content<T> {
        T writeTo(OutputStream out) throws IOException;
    }

    /// Writes a file that only its owner may read.
    ///
    /// @throws FactoryException when there is one and it may not be replaced, or it can't be written; nothing is
    ///         changed then
    static <T> T write(Path target, boolean replace, Content<T> content) {
        requireFree(target, replace);
        Path written = null;
        try {
            Path folder = target.toAbsolutePath().normalize().getParent();
            if (folder == null) {
                throw new FactoryException(target + " is no place for a file");
            }
            Files.createDirectories(folder);
            written = Files.createTempFile(folder, ".making-", ".part");
            T result;
            try (OutputStream out = Files.newOutputStream(written)) {
                result = content.writeTo(out);
            }
            requireFree(target, replace);
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE);
            return result;
        } catch (IOException e) {
            throw FactoryException.of("cannot write", target, e);
        } finally {
            discard(written);
        }
    }

    private static void requireFree(Path target, boolean replace) {
        if (Files.isDirectory(target)) {
            throw new FactoryException(target + " is a folder; expected the name of a file");
        }
        if (!replace && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new FactoryException(
                    target + " exists already; it is replaced only when that is asked for (--force)");
        }
    }

    private static void discard(@Nullable Path written) {
        if (written != null) {
            try {
                Files.deleteIfExists(written);
            } catch (IOException e) {
                throw FactoryException.of("cannot delete", written, e);
            }
        }
    }
}
