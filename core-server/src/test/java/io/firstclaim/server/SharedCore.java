package io.firstclaim.server;

import io.grpc.Channel;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// One core for all tests of a class, each of which makes accounts of its own.
final class SharedCore implements BeforeAllCallback, AfterAllCallback {
    private @Nullable TestCore core;
    private @Nullable Path data;
    private @Nullable Channel edge;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = Files.createTempDirectory("shared-core");
        core = TestCore.in(data);
        edge = core.edge();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        core().close();
        Files.walkFileTree(Objects.requireNonNull(data), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.delete(Objects.requireNonNull(data));
    }

    TestCore core() {
        return Objects.requireNonNull(core);
    }

    /// The channel of an edge that joined.
    Channel edge() {
        return Objects.requireNonNull(edge);
    }

    TestAccount account(String name) {
        return core().account(name);
    }
}
