package io.firstclaim.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// A folder that is gone, with all that is in it, when it is closed.
public record TemporaryFolder(Path path) implements AutoCloseable {
    /// Makes an empty one.
    public static TemporaryFolder make() throws IOException {
        return new TemporaryFolder(Files.createTempDirectory("firstclaim-bench"));
    }

    @Override
    public void close() throws IOException {
        try (var all = Files.walk(path)) {
            for (var deepestFirst : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(deepestFirst);
            }
        }
    }
}
