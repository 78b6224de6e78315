package io.firstclaim.it.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A client of the REST interface that sends what it is told and nothing else, and takes only answers that the OpenAPI document has.
public final class Rest {
    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final JsonMapper JSON = new JsonMapper();
    private static final ApiDocument DOCUMENT = ApiDocument.read();

    private final String server;
    private final Map<String, String> headers;

    private Rest(String server, Map<String, String> headers) {
        this.server = server;
        this.headers = headers;
    }

    /// A client of a server.
    ///
    /// @param server scheme, host and port
    static Rest at(String server) {
        return new Rest(server, Map.of());
    }

    /// The same with an API key.
    public Rest as(String apiKey) {
        return with("Authorization", "Bearer " + apiKey);
    }

    /// The same with a header in each request.
    public Rest with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Rest(server, more);
    }

    /// Scheme, host and port of the server.
    public String server() {
        return server;
    }

    /// `GET`.
    ///
    /// @param path from the slash before `v3` on, with its query
    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    /// `POST` of a JSON text.
    public Answer post(String path, String json) {
        return with("Content-Type", "application/json").send("POST", path, BodyPublishers.ofString(json));
    }

    /// `PUT` of a JSON text.
    public Answer put(String path, String json) {
        return with("Content-Type", "application/json").send("PUT", path, BodyPublishers.ofString(json));
    }

    /// `DELETE`.
    public Answer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody());
    }

    /// Any request.
    public Answer send(String method, String path, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path)).timeout(Limits.STEP)
                .method(method, body);
        headers.forEach(request::header);
        try {
            Answer answer = new Answer(HTTP.send(request.build(), BodyHandlers.ofString()));
            DOCUMENT.check(method, path, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// What came back.
    public record Answer(HttpResponse<String> response) {
        /// The HTTP status.
        public int status() {
            return response.statusCode();
        }

        /// The body.
        public String body() {
            return response.body();
        }

        /// A header.
        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /// The body as JSON.
        public JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (JsonProcessingException e) {
                throw new AssertionError("not JSON: " + body(), e);
            }
        }

        /// A text in the body; null where it is null.
        public String text(String key) {
            return json().path(key).textValue();
        }

        /// The keys of the body, in their order.
        public List<String> keys() {
            return json().properties().stream().map(Map.Entry::getKey).toList();
        }

        @Override
        public String toString() {
            return status() + " " + body();
        }
    }
}
