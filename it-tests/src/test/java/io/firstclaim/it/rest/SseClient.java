package io.firstclaim.it.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.Limits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/// A client of a stream of Server-Sent Events, as a browser is one (WHATWG HTML, section 9.2.6), without coming back by itself.
final class SseClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final HttpResponse<InputStream> response;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger comments = new AtomicInteger();
    private volatile String lastId = "";
    private volatile String end = "";

    /// What a page would be called for.
    record Event(String id, String type, String data) {}

    private SseClient(HttpResponse<InputStream> response) {
        this.response = response;
        Thread.ofVirtual().start(this::read);
    }

    /// Opens a stream.
    static SseClient open(String url, String apiKey, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(Limits.STEP)
                .header("Accept", "text/event-stream").header("Authorization", "Bearer " + apiKey);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return new SseClient(HTTP.send(request.build(), BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            String type = "";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty()) {
                        events.add(new Event(lastId, type, data.toString()));
                    }
                    type = "";
                    data.setLength(0);
                } else if (line.startsWith(":")) {
                    comments.incrementAndGet();
                } else if (line.startsWith("id: ")) {
                    lastId = line.substring("id: ".length());
                } else if (line.startsWith("event: ")) {
                    type = line.substring("event: ".length());
                } else if (line.startsWith("data: ")) {
                    data.append(line.substring("data: ".length()));
                }
            }
            end = "properly";
        } catch (IOException cut) {
            end = "cut short";
        }
    }

    HttpResponse<InputStream> response() {
        return response;
    }

    /// The first so many events, as soon as they are there.
    List<Event> await(int count) {
        Awaitility.await("there are " + count + " events").atMost(Limits.STEP)
                .until(() -> events.size() >= count);
        return List.copyOf(events);
    }

    /// Waits for so many comments, which say that there is nothing else to say.
    void awaitComments(int count) {
        Awaitility.await("there are " + count + " comments").atMost(Limits.STEP).until(() -> comments.get() >= count);
    }

    /// Waits until the client knows from where it would come back.
    String awaitId() {
        Awaitility.await("an id").atMost(Limits.STEP).until(() -> !lastId.isEmpty());
        return lastId;
    }

    /// Waits for the end.
    void assertEndsProperly() {
        Awaitility.await("the stream ends").atMost(Limits.STEP).until(() -> !end.isEmpty());
        assertThat(end).isEqualTo("properly");
    }

    @Override
    public void close() throws IOException {
        response.body().close();
    }
}
