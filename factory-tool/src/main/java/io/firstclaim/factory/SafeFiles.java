package io.firstclaim.factory;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/// Files whose content others must not see or find half written: made with owner-only permissions from the first
/// moment, never opened up for an instant and closed afterwards, and on the disk before they count as written.
final class SafeFiles {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER = PosixFilePermissions
            .asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private SafeFiles() {}

    /// The content of a file of at most `limit` bytes.
    static byte[] read(Path path, int limit) {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(limit + 1);
            if (content.length > limit) {
                throw new FactoryException(path + " is larger than " + limit + " bytes");
            }
            return content;
        } catch (IOException e) {
            throw FactoryException.of("cannot read", path, e);
        }
    }

    /// Writes a new file that only its owner may read.
    ///
    /// @throws FactoryException also when something of that name exists
    static void write(Path path, byte[] content) {
        try (FileChannel file = FileChannel.open(path,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
        } catch (IOException e) {
            throw FactoryException.of("cannot write", path, e);
        } catch (UnsupportedOperationException e) {
            throw noPermissionsHere(path, e);
        }
    }

    /// Opens a file for a lock, made when missing.
    static FileChannel openLock(Path path) {
        try {
            return FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_FILE);
        } catch (IOException e) {
            throw FactoryException.of("cannot open", path, e);
        } catch (UnsupportedOperationException e) {
            throw noPermissionsHere(path, e);
        }
    }

    /// Makes a new folder that only its owner may enter.
    static void createFolder(Path path) {
        try {
            Files.createDirectory(path, OWNER_FOLDER);
        } catch (IOException e) {
            throw FactoryException.of("cannot create", path, e);
        } catch (UnsupportedOperationException e) {
            throw noPermissionsHere(path, e);
        }
    }

    /// Puts on the disk which files and folders a folder has; their content is their own affair.
    static void sync(Path folder) {
        try (FileChannel open = FileChannel.open(folder, StandardOpenOption.READ)) {
            open.force(true);
        } catch (IOException e) {
            throw FactoryException.of("cannot write", folder, e);
        }
    }

    /// Makes a folder that only its owner may enter, and its parents as the system makes folders; an existing one
    /// is left as it is.
    static void ensureFolder(Path path) {
        if (Files.isDirectory(path)) {
            return;
        }
        try {
            Files.createDirectories(parentOf(path));
        } catch (IOException e) {
            throw FactoryException.of("cannot create", path, e);
        }
        createFolder(path);
    }

    /// Makes a folder that only its owner may enter beside `target`, to be filled and then moved there; makes the
    /// parents of both as the system makes folders.
    static Path createStaging(Path target) {
        try {
            Files.createDirectories(parentOf(target));
            return Files.createTempDirectory(parentOf(target), ".making-", OWNER_FOLDER);
        } catch (IOException e) {
            throw FactoryException.of("cannot create", target, e);
        } catch (UnsupportedOperationException e) {
            throw noPermissionsHere(target, e);
        }
    }

    /// Gives a finished folder its name, in one step; `target` must be absent or an empty folder.
    static void moveFolder(Path staged, Path target) {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw FactoryException.of("cannot create", target, e);
        }
    }

    /// Puts a finished file into the place of another of that name, or of none, in one step.
    static void moveFile(Path staged, Path target) {
        try {
            Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw FactoryException.of("cannot write", target, e);
        }
    }

    /// The folder that a file or folder is in.
    static Path parentOf(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path : parent;
    }

    /// Deletes a folder with all that is in it; nothing there is fine.
    static void deleteTree(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
                        throws IOException {
                    if (failure != null) {
                        throw failure;
                    }
                    Files.delete(dir);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw FactoryException.of("cannot delete", folder, e);
        }
    }

    private static FactoryException noPermissionsHere(Path path, UnsupportedOperationException cause) {
        return new FactoryException("cannot write " + path
                + ": its file system has no owner-only permissions, which private keys need", cause);
    }
}
