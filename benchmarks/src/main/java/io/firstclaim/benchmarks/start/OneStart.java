package io.firstclaim.benchmarks.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What one start took.
///
/// @param seconds
///            from the command to the moment when the edge answers devices
/// @param cpuSeconds
///            of the whole process in that time
record OneStart(double seconds, double cpuSeconds) {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final int OK = 200;
    private static final String OPTIONS = "FIRSTCLAIM_JAVA_OPTS";

    /// Starts `up` on free ports and stops it once it is ready.
    ///
    /// @param javaOptions
    ///            for the JVM, beside those of the launcher
    static OneStart of(Path launcher, Path data, String javaOptions) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(launcher.toString(), "up", "--json", "--data", data.toString()));
        Stream.of("core", "bootstrap", "registration", "health", "web", "web-tls", "web-health")
                .forEach(port -> words.addAll(List.of("--" + port + "-port", "0")));
        var builder = new ProcessBuilder(words).redirectError(Redirect.DISCARD);
        builder.environment().put(OPTIONS, javaOptions);
        long begin = System.nanoTime();
        var process = builder.start();
        try (var out = process.inputReader(); var http = HttpClient.newHttpClient()) {
            var addresses = out.readLine();
            if (addresses == null) {
                throw new IOException("'%s' ended with %d before it was ready".formatted(String.join(" ", words),
                        process.waitFor()));
            }
            var health = new ObjectMapper().readTree(addresses).required("health_url").asText();
            var ready = HttpRequest.newBuilder(URI.create(health + "/health/ready")).build();
            while (http.send(ready, BodyHandlers.discarding()).statusCode() != OK) {
                TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            return new OneStart(seconds,
                    process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3);
        } finally {
            process.destroy();
            process.waitFor();
        }
    }
}
