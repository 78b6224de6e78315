package io.firstclaim.web.http;

import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import org.jspecify.annotations.Nullable;

/// Gives the errors that the HTTP server finds before a request reaches the [Front] the body of all others.
public final class TransportErrors {
    private static final Status HEADERS_TOO_LARGE = Status.create(431, "Request Header Fields Too Large");
    /// What Helidon says of headers beyond the limit.
    private static final String TOO_LARGE = "Header size exceeded";

    private TransportErrors() {}

    /// For all listeners.
    public static DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType event : DirectHandler.EventType.values()) {
            handlers.addHandler(event, (request, _, status, headers, message) -> answer(request,
                    isTooLarge(message) ? HEADERS_TOO_LARGE : status, headers));
        }
        return handlers.build();
    }

    /// Helidon knows no status of its own for it.
    private static boolean isTooLarge(@Nullable String message) {
        return TOO_LARGE.equals(message);
    }

    private static DirectHandler.TransportResponse answer(DirectHandler.TransportRequest request, Status status,
            ServerResponseHeaders headers) {
        String id = RequestIds.of(request.headers().first(HeaderNames.create(RequestIds.HEADER)));
        HttpError error = HttpError.ofStatus(status.code(), message(status.code()));
        headers.set(HeaderNames.CONTENT_TYPE, Endpoint.JSON);
        headers.set(HeaderNames.create(RequestIds.HEADER), id);
        return DirectHandler.TransportResponse.builder().status(status).headers(headers)
                .entity(Json.write(ErrorBody.of(error, id))).keepAlive(false).build();
    }

    private static String message(int status) {
        return switch (status) {
            case 413 -> "The body is too large.";
            case 414 -> "The request line is too long.";
            case 431 -> "The headers are too large.";
            case 500 -> "A defect of the server: its log has the cause.";
            case 501 -> "The transfer coding of the body is not known: chunked is.";
            case 503 -> "The server has more to do than it can. Try again later.";
            case 505 -> "Another version of HTTP than 1.1 is not supported.";
            default ->
                "The request is not as HTTP/1.1 says: its line, a header or the framing of its body is malformed.";
        };
    }
}
