package io.firstclaim.web.http;

import java.util.List;

/// One method at one path.
///
/// @param method in upper case
/// @param path below `/v3`, without a slash at the end; a segment in braces takes any text
/// @param handler what answers
/// @param produces the media type of its answers; anything else than JSON is sent whatever the client accepts
/// @param longLived whether its answers go on: they don't count as work at hand then
public record Endpoint(String method, String path, Handler handler, String produces, boolean longLived) {

    /// JSON (RFC 8259).
    public static final String JSON = "application/json";

    /// An endpoint that answers JSON or nothing.
    public static Endpoint of(String method, String path, Handler handler) {
        return new Endpoint(method, path, handler, JSON, false);
    }

    /// The same with answers of another type.
    public Endpoint producing(String contentType) {
        return new Endpoint(method, path, handler, contentType, longLived);
    }

    /// The same with answers that may go on for hours.
    public Endpoint goingOn() {
        return new Endpoint(method, path, handler, produces, true);
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
