package io.firstclaim.web.http;

import io.firstclaim.api.trace.Tracing;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.ServerRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;

/// The spans of requests, by the semantic conventions for HTTP, in the trace that the client began.
final class RequestSpans {
    private static final int SERVER_ERRORS = 500;
    private static final TextMapGetter<Headers> HEADERS = new FirstOfName();

    private RequestSpans() {}

    /// The span of a request; none while tracing is off.
    static Span begin(ServerRequest request, String requestId) {
        if (!Tracing.isOn()) {
            return Span.getInvalid();
        }
        String method = request.prologue().method().text();
        return Tracing.span(method).setSpanKind(SpanKind.SERVER)
                .setParent(Tracing.propagator().extract(Context.root(), request.headers(), HEADERS))
                .setAttribute("http.request.method", method)
                .setAttribute("url.path", request.prologue().uriPath().rawPath())
                .setAttribute("firstclaim.request_id", requestId).startSpan();
    }

    /// What is known at the end of a request.
    ///
    /// @param resource the path of its endpoint with its variables in braces
    static void answered(String method, String resource, int status) {
        Span span = Span.current().updateName(method + " " + resource).setAttribute("http.route", resource)
                .setAttribute("http.response.status_code", status);
        if (status >= SERVER_ERRORS) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    private static final class FirstOfName implements TextMapGetter<Headers> {
        @Override
        public @Nullable String get(@Nullable Headers carrier, String key) {
            return carrier == null ? null : carrier.first(HeaderNames.create(key)).orElse(null);
        }
    }
}
