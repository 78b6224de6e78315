package io.firstclaim.it.tenant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// A web edge as a client with an API key sees it.
record Rest(HttpClient client, int port, String key) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BOUNDARY = "f1r5tc1a1m";

    /// What came back.
    ///
    /// @param requestId
    ///            by which the request is known
    record Answer(String requestId, int status, String contentType, String body) {
        /// All that could tell something.
        String text() {
            return status + " " + contentType + "\n" + body.replace(requestId, "<request>");
        }
    }

    /// A GET with a query.
    Answer get(String path, Map<String, String> query) {
        return send("GET", path, query, Map.of());
    }

    /// A request; a body only if there is something in it.
    Answer send(String method, String path, Map<String, String> query, Map<String, Object> body) {
        var requestId = UUID.randomUUID().toString();
        var request = HttpRequest.newBuilder(uri(path, query)).header("Authorization", "Bearer " + key)
                .header("X-Request-ID", requestId);
        if (body.isEmpty()) {
            request.method(method, BodyPublishers.noBody());
        } else if (body.containsKey(RestBases.FILE)) {
            request.header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY).method(method,
                    BodyPublishers.ofString(form(String.valueOf(body.get(RestBases.FILE)))));
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json(body)));
        }
        var answer = answer(request.build());
        return new Answer(requestId, answer.statusCode(), answer.headers().firstValue("Content-Type").orElse(""),
                answer.body());
    }

    private HttpResponse<String> answer(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private URI uri(String path, Map<String, String> query) {
        var written = query.entrySet().stream().map(value -> value.getKey() + "="
                + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8)).collect(Collectors.joining("&"));
        return URI.create("http://localhost:" + port + "/v3" + path + (written.isEmpty() ? "" : "?" + written));
    }

    private static String form(String row) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + RestBases.FILE
                + "\"; filename=\"list.csv\"\r\nContent-Type: text/csv\r\n\r\nheader\n" + row + "\n\r\n--" + BOUNDARY
                + "--\r\n";
    }

    private static String json(Map<String, Object> body) {
        try {
            return JSON.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This can't be written as JSON: " + body, e);
        }
    }

    /// A text of the answer's object.
    static String textOf(Answer answer, String field) {
        try {
            return JSON.readTree(answer.body()).path(field).asText();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is not JSON: " + answer, e);
        }
    }
}
