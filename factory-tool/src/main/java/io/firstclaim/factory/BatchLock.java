package io.firstclaim.factory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Keeps a batch to one process. The operating system lets go of it when the process ends, however it ends.
final class BatchLock {
    private static final String FILE = ".lock";

    private BatchLock() {}

    /// Whether taking it changes nothing on the disk.
    static boolean mayBeTaken(Path batch) {
        return Files.exists(batch.resolve(FILE));
    }

    /// Takes it.
    ///
    /// @throws FactoryException when another process has it
    static FileChannel take(Path batch) {
        FileChannel file = SafeFiles.openLock(batch.resolve(FILE));
        FileLock held;
        try {
            held = file.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        } catch (IOException e) {
            release(file, batch);
            throw FactoryException.of("cannot lock", batch, e);
        }
        if (held == null) {
            release(file, batch);
            throw new FactoryException(batch + " is in use: another run makes devices there");
        }
        return file;
    }

    static void release(FileChannel lock, Path batch) {
        try {
            lock.close();
        } catch (IOException e) {
            throw FactoryException.of("cannot unlock", batch, e);
        }
    }
}
