package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/// What the tests of the factory work with: real keys and certificates, a clock that stands still.
final class Workshop {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final SecureRandom RANDOM = new SecureRandom();
    static final BootstrapUri URI = BootstrapUri.parse("coaps://boot.example.com:5684");
    static final Product PRODUCT = new Product("Acme", "Meter 3");

    private Workshop() {}

    static MakerCa ca() {
        return MakerCa.create(CaOrder.named("Acme Meters CA"), CLOCK, RANDOM);
    }

    /// The same each time in the same folder.
    static ServerCa serverCa(Path folder) throws IOException {
        Path file = folder.resolve("server-ca.pem");
        if (!Files.exists(file)) {
            Files.write(file, MakerCa.create(CaOrder.named("Server CA"), CLOCK, RANDOM).certificatePem());
        }
        return ServerCa.read(file, CLOCK);
    }

    static BatchOrder firstToClaim(EndpointNames names, ServerCa serverCa) {
        return new BatchOrder(names, new Assignment.FirstToClaim(), URI, serverCa, PRODUCT);
    }

    /// Everything in a folder with its content, for before and after.
    static List<String> snapshot(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted().map(Workshop::line).toList();
        }
    }

    static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    static void assertOwnerOnly(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files).allSatisfy(file -> assertThat(permissions(file))
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    private static String line(Path path) {
        return path + (Files.isDirectory(path)
                ? "/"
                : " " + new String(SafeFiles.read(path, 1 << 20),
                        StandardCharsets.ISO_8859_1));
    }
}
