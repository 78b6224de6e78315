package io.firstclaim.web.http;

import java.util.List;

/// One method at one path.
///
/// @param method in upper case
/// @param path below `/v3`, without a slash at the end; a segment in braces takes any text
/// @param handler what answers
/// @param produces the media type of its answers; anything else than JSON is sent whatever the client accepts
public record Endpoint(String method, String path, Handler handler, String produces) {

    /// JSON (RFC 8259).
    public static final String JSON = "application/json";

    /// An endpoint that answers JSON or nothing.
    public static Endpoint of(String method, String path, Handler handler) {
        return new Endpoint(method, path, handler, JSON);
    }

    /// The same with answers of another type.
    public Endpoint producing(String contentType) {
        return new Endpoint(method, path, handler, contentType);
    }

    /// The segments of its path.
    List<String> segments() {
        return List.of(path.substring(1).split("/", -1));
    }

    /// What answers a request.
    @FunctionalInterface
    public interface Handler {
        /// Answers, or throws an [HttpError] or the exception of a failed call to the core.
        Answer answer(Call call);
    }
}
