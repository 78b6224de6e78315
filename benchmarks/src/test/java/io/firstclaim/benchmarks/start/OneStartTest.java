package io.firstclaim.benchmarks.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneStartTest {
    private static final int NOT_READY = 3;

    @TempDir
    private Path folder;

    @Test
    void isOverWhenTheHealthOfWhatWasStartedSaysReady() throws IOException, InterruptedException {
        var asked = new AtomicInteger();
        var health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() > NOT_READY ? 200 : 503, -1);
            exchange.close();
        });
        health.start();
        try {
            var launcher = launcher("""
                    printf '%%s\\n' "$*" "$FIRSTCLAIM_JAVA_OPTS" >%s
                    echo '{"core":"x","health_url":"http://localhost:%d"}'
                    exec sleep 60
                    """.formatted(folder.resolve("started"), health.getAddress().getPort()));

            var start = OneStart.of(launcher, folder.resolve("data"), "-Da=b");

            assertThat(asked).hasValue(NOT_READY + 1);
            assertThat(start.seconds()).isPositive();
            assertThat(folder.resolve("started")).content().startsWith("up --json --data " + folder.resolve("data"))
                    .endsWith("-Da=b\n");
        } finally {
            health.stop(0);
        }
    }

    @Test
    void saysThatItEndedBeforeItWasReady() throws IOException {
        var launcher = launcher("exit 3");

        assertThatThrownBy(() -> OneStart.of(launcher, folder.resolve("data"), "")).isInstanceOf(IOException.class)
                .hasMessageContaining("ended with 3 before it was ready");
    }

    private Path launcher(String script) throws IOException {
        var file = Files.writeString(folder.resolve("launcher"), "#!/bin/sh\n" + script);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
}
