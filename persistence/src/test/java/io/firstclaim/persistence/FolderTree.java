package io.firstclaim.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Predicate;

/// Folders with all that is in them.
final class FolderTree {
    private FolderTree() {}

    /// Removes it. A file that goes by itself meanwhile is no error.
    static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    /// Copies what is wanted of it, while others may write to it: what goes meanwhile is left out.
    ///
    /// @param wanted
    ///            asked with each path relative to the folder
    static void copy(Path folder, Path target, Predicate<Path> wanted) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                var relative = folder.relativize(file);
                if (wanted.test(relative)) {
                    copyOne(file, target.resolve(relative));
                }
            }
        }
    }

    private static void copyOne(Path file, Path target) throws IOException {
        try {
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target);
            }
        } catch (NoSuchFileException gone) {
            if (Files.exists(file)) {
                throw gone;
            }
        }
    }

    /// Gives it to a user, as far as this process may.
    static void give(Path folder, int user) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.toList()) {
                Files.setAttribute(file, "unix:uid", user);
                Files.setAttribute(file, "unix:gid", user);
            }
        }
    }
}
