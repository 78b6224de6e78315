package io.firstclaim.persistence;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/// PostgreSQL's programs, unpacked once on each machine into a folder that every user can read.
final class PostgresBinaries {
    private static final int OWNERS_EXECUTE = 0100;

    private PostgresBinaries() {}

    /// The folder that holds `bin`, `lib` and `share`.
    static Path folder() {
        try (var archive = open()) {
            var packed = archive.readAllBytes();
            var digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(packed), 0, 8);
            var folder = Path.of(System.getProperty("java.io.tmpdir"),
                    "firstclaim-postgres-" + System.getProperty("user.name") + "-" + digest);
            if (!Files.exists(folder)) {
                unpack(packed, folder);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL can't be unpacked", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static InputStream open() throws IOException {
        var machine = System.getProperty("os.arch");
        return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux",
                machine.equals("amd64") ? "x86_64" : machine);
    }

    /// Beside the folder first, so that whoever sees the folder sees all of it; another process may be faster.
    private static void unpack(byte[] packed, Path folder) throws IOException {
        var unfinished = Files.createTempDirectory(folder.getParent(), "firstclaim-postgres-");
        try (var tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new ByteArrayInputStream(packed)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, unfinished.resolve(entry.getName()));
            }
        }
        Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rwxr-xr-x"));
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            throw e;
        } catch (FileSystemException e) {
            if (!Files.exists(folder)) {
                throw e;
            }
            FolderTree.delete(unfinished);
        }
    }

    private static void write(TarArchiveEntry entry, TarArchiveInputStream tar, Path target) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(target.getParent());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(tar, target);
            var rights = (entry.getMode() & OWNERS_EXECUTE) == 0 ? "rw-r--r--" : "rwxr-xr-x";
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString(rights));
        }
    }
}
