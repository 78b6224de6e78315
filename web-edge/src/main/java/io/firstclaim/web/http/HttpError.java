package io.firstclaim.web.http;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Ends a request with an error body. Part of the normal course, so it carries no stack trace.
public final class HttpError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorType type;
    private final int status;
    private final String message;
    private final @Nullable String field;
    private final transient Map<String, String> headers;

    private HttpError(ErrorType type, int status, String message, @Nullable String field,
            Map<String, String> headers) {
        super(message, null, false, false);
        this.type = type;
        this.status = status;
        this.message = message;
        this.field = field;
        this.headers = Map.copyOf(headers);
    }

    /// An error of a type, with the status that belongs to it.
    ///
    /// @param message for the caller; no secrets
    public static HttpError of(ErrorType type, String message) {
        return new HttpError(type, type.status(), message, null, Map.of());
    }

    /// A field or parameter of the request is at fault.
    ///
    /// @param message names the value and what was expected
    public static HttpError invalid(String field, String message) {
        return new HttpError(ErrorType.VALIDATION_ERROR, ErrorType.VALIDATION_ERROR.status(), message, field, Map.of());
    }

    /// Nobody is known to have sent the request.
    public static HttpError unauthenticated(String message) {
        return of(ErrorType.INVALID_TOKEN, message).with("WWW-Authenticate", "Bearer");
    }

    /// An error of the HTTP protocol, under its own status.
    static HttpError ofStatus(int status, String message) {
        return new HttpError(ErrorType.ofStatus(status), status, message, null, Map.of());
    }

    /// The body has more bytes than it may have.
    static HttpError bodyTooLarge(long limit) {
        return ofStatus(413, "The body is too large: at most " + limit + " bytes are expected.");
    }

    /// The chunks of the body are none.
    static HttpError malformedBody() {
        return of(ErrorType.VALIDATION_ERROR, "The body is not framed as HTTP/1.1 says.");
    }

    /// The same, blaming a field.
    HttpError blaming(@Nullable String name) {
        return new HttpError(type, status, message, name, headers);
    }

    /// The same with a header.
    public HttpError with(String header, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(header, value);
        return new HttpError(type, status, message, field, all);
    }

    /// Its type.
    public ErrorType type() {
        return type;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// For the caller.
    public String message() {
        return message;
    }

    /// What is at fault, or null where it is no field.
    public @Nullable String field() {
        return field;
    }

    /// Headers of the answer.
    Map<String, String> headers() {
        return headers;
    }
}
