package io.firstclaim.it.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.OptionalDouble;

/// What an edge counts.
final class Metrics {
    private Metrics() {}

    /// A number among the metrics that are served at a port; nothing for a counter that is still 0.
    ///
    /// @param name with its labels, if it has any
    static OptionalDouble find(int healthPort, String name) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + healthPort + "/metrics")).build(),
                    BodyHandlers.ofString()).body().lines().filter(line -> line.startsWith(name + " "))
                    .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1))).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
