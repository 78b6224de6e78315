package io.firstclaim.web.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;

/// What an endpoint answers when all went well.
public sealed interface Answer {

    /// 200 with a record as JSON.
    static Answer ok(Object json) {
        return new Json(200, json, Map.of());
    }

    /// 201 with a record as JSON.
    static Answer created(Object json) {
        return new Json(201, json, Map.of());
    }

    /// 204 without a body.
    static Answer empty() {
        return new Empty(Map.of());
    }

    /// 200 with a body that is written piece by piece.
    static Answer stream(String contentType, Writer writer) {
        return new Stream(contentType, Map.of(), writer);
    }

    /// The same with a header.
    default Answer with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers());
        more.put(name, value);
        return switch (this) {
            case Json json -> new Json(json.status(), json.body(), more);
            case Empty _ -> new Empty(more);
            case Stream stream -> new Stream(stream.contentType(), more, stream.writer());
        };
    }

    /// Further headers of the answer.
    Map<String, String> headers();

    /// A record as JSON.
    ///
    /// @param status a success
    record Json(int status, Object body, Map<String, String> headers) implements Answer {}

    /// 204, without a body.
    record Empty(Map<String, String> headers) implements Answer {}

    /// A body of unknown length. What can fail should have failed before: once the writer is called, the status is on its way.
    ///
    /// @param contentType with its charset where it has one
    record Stream(String contentType, Map<String, String> headers, Writer writer) implements Answer {}

    /// Writes a body.
    @FunctionalInterface
    interface Writer {
        /// Writes it. What is flushed is on its way to the client. A failure closes the connection, so that the client sees that something is missing.
        void write(OutputStream body) throws IOException;
    }
}
