package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.server.CoreConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// The folder in which a core keeps what it knows.
final class DataFolder {
    private DataFolder() {}

    /// Refuses a folder that no core has used: a command must not make an empty database in a mistyped place.
    static void requireCore(CoreConfig config) {
        if (!Files.exists(config.storage().coreCaFile())) {
            throw new CommandFailed(ExitCode.NOT_FOUND,
                    config.storage().dataDirectory() + " holds no data of a core: name its folder with --data");
        }
    }

    /// Makes it, for its owner only, when it is not there.
    static void make(Path data) {
        try {
            if (!Files.exists(data) && FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Path parent = data.toAbsolutePath().getParent();
                if (parent != null) {
                    Files.createDirectories(parent);
                }
                Files.createDirectory(data,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
