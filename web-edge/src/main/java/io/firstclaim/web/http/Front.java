package io.firstclaim.web.http;

import io.firstclaim.api.trace.Tracing;
import io.firstclaim.web.health.WebMetrics;
import io.grpc.StatusRuntimeException;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.opentelemetry.api.trace.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Every request goes through here: it gets its id, finds its endpoint, waits for nobody, and is answered, well or with an error body.
public final class Front implements Handler {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final String MDC_KEY = "request_id";
    /// How much of a body that nobody reads is read all the same: a little more than the largest that there should be.
    private static final long DISCARDED_BYTES = 16L * 1024 * 1024;
    private static final Map<String, String> ALWAYS = Map.of("Cache-Control", "no-store", "X-Content-Type-Options",
            "nosniff");

    private final Endpoints endpoints;
    private final Call.Surroundings surroundings;
    private final WebMetrics metrics;
    private final Limits limits;
    private final Connections connections;
    private final Semaphore slots;

    /// @param connections of the servers that call this
    public Front(Endpoints endpoints, Call.Surroundings surroundings, WebMetrics metrics, Limits limits,
            Connections connections) {
        this.endpoints = endpoints;
        this.surroundings = surroundings;
        this.metrics = metrics;
        this.limits = limits;
        this.connections = connections;
        this.slots = new Semaphore(limits.requests());
    }

    /// What a stranger can make this hold, and for how long.
    ///
    /// @param requests how many are worked on at once; more are answered 429
    /// @param body how long the body of a request may take to arrive, if it is small; a large one has a second more for each 64 KiB
    /// @param strangersBody how long it may take before the core is asked whether it knows the sender
    public record Limits(int requests, Duration body, Duration strangersBody) {}

    /// How many requests are worked on now.
    public int pending() {
        return limits.requests() - slots.availablePermits();
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String id = RequestIds.of(request.headers().first(HeaderNames.create(RequestIds.HEADER)));
        Exchange exchange = new Exchange(request, response, id);
        Span span = RequestSpans.begin(request, id);
        try (var _ = MDC.putCloseable(MDC_KEY, id)) {
            Tracing.in(span, () -> {
                exchange.run();
                return exchange;
            });
        }
    }

    /// One request and its answer.
    private final class Exchange {
        private final ServerRequest request;
        private final ServerResponse response;
        private final String id;
        private final RequestBody body;
        private final String method;
        private final long began = System.nanoTime();
        private String resource = "none";
        private boolean closing;

        Exchange(ServerRequest request, ServerResponse response, String id) {
            this.request = request;
            this.response = response;
            this.id = id;
            this.body = new RequestBody(request, Connections.present(),
                    new RequestBody.Times(limits.body(), limits.strangersBody()));
            this.method = request.prologue().method().text();
        }

        void run() {
            int status = 0;
            try {
                status = send(answer());
            } catch (HttpError refused) {
                status = send(refused);
            } catch (StatusRuntimeException failed) {
                status = send(CoreFailures.of(failed));
            } catch (CloseConnectionException gone) {
                throw gone;
            } catch (RuntimeException defect) {
                LOG.error("{} {} failed", method, request.prologue().uriPath().rawPath(), defect);
                status = send(HttpError.of(ErrorType.INTERNAL_SERVER_ERROR,
                        "A defect of the server: its log has the cause under the id of this request."));
            } finally {
                metrics.answered(method, resource, status, Duration.ofNanos(System.nanoTime() - began));
                RequestSpans.answered(method, resource, status);
            }
            if (closing) {
                throw new CloseConnectionException("answered, and the rest of the request is not read");
            }
        }

        private Answer answer() {
            List<String> segments = segments();
            if (method.equals("OPTIONS")) {
                return options(segments);
            }
            Endpoints.Match match = endpoints.find(method.equals("HEAD") ? "GET" : method, segments);
            Endpoint endpoint = match.endpoint();
            resource = endpoint.path();
            if (endpoint.produces().equals(Endpoint.JSON)) {
                MediaTypes.requireAcceptsJson(request.headers().first(HeaderNames.ACCEPT));
            }
            Parameters query = Parameters.parse(request.prologue().query().rawValue());
            Call call = new Call(request, body, id, match.parameters(), query, surroundings);
            return inTurn(endpoint, call);
        }

        private Answer inTurn(Endpoint endpoint, Call call) {
            if (!slots.tryAcquire()) {
                throw CoreFailures.busy("The server works on as many requests as it can. Try again later.");
            }
            try {
                return endpoint.handler().answer(call);
            } finally {
                slots.release();
            }
        }

        private Answer options(List<String> segments) {
            List<String> methods = endpoints.methods(segments);
            if (methods.isEmpty()) {
                throw HttpError.of(ErrorType.NOT_FOUND, "There is nothing at this path.");
            }
            return new Answer.Empty(Map.of("Allow", String.join(", ", methods)));
        }

        /// The decoded segments below `/v3`. A slash at the end makes no difference.
        private List<String> segments() {
            String path = request.prologue().uriPath().rawPath();
            if (!path.startsWith(Endpoints.BASE + "/")) {
                throw HttpError.of(ErrorType.NOT_FOUND,
                        "There is nothing at this path: all is below " + Endpoints.BASE + ".");
            }
            List<String> segments = new ArrayList<>();
            for (String segment : path.substring(Endpoints.BASE.length() + 1).split("/", -1)) {
                segments.add(Parameters.decode(segment));
            }
            if (segments.getLast().isEmpty()) {
                segments.removeLast();
            }
            return segments;
        }

        private int send(Answer answer) {
            answer.headers().forEach((name, value) -> response.header(name, value));
            return switch (answer) {
                case Answer.Json json -> send(json.status(), Json.write(json.body()));
                case Answer.Empty _ -> {
                    prepare(Status.NO_CONTENT_204.code());
                    connections.send(0, response::send);
                    yield Status.NO_CONTENT_204.code();
                }
                case Answer.Stream stream -> send(stream);
            };
        }

        private int send(HttpError error) {
            error.headers().forEach((name, value) -> response.header(name, value));
            return send(error.status(), Json.write(ErrorBody.of(error, id)));
        }

        private int send(int status, byte[] json) {
            prepare(status);
            response.header(HeaderNames.CONTENT_TYPE, Endpoint.JSON);
            if (method.equals("HEAD")) {
                response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(json.length));
                connections.send(0, response::send);
            } else {
                connections.send(json.length, () -> response.send(json));
            }
            return status;
        }

        private int send(Answer.Stream stream) {
            prepare(Status.OK_200.code());
            response.header(HeaderNames.CONTENT_TYPE, stream.contentType());
            if (method.equals("HEAD")) {
                connections.send(0, response::send);
                return Status.OK_200.code();
            }
            // Closed only when it is whole: the end of a body says that nothing is missing.
            OutputStream out = connections.watched(response.outputStream());
            try {
                stream.writer().write(out);
                out.close();
            } catch (CloseConnectionException gone) {
                throw gone;
            } catch (IOException | UncheckedIOException gone) {
                LOG.debug("{} {}: the client is gone", method, resource, gone);
                throw new CloseConnectionException("the client is gone", gone);
            } catch (RuntimeException cut) {
                LOG.warn("{} {} was cut short: {}", method, resource,
                        Optional.ofNullable(cut.getMessage()).orElse(cut.toString()));
                throw new CloseConnectionException("an answer was cut short", cut);
            }
            return Status.OK_200.code();
        }

        private void prepare(int status) {
            if (!body.discard(DISCARDED_BYTES) || body.isChunked()) {
                closing = true;
                response.header(HeaderValues.CONNECTION_CLOSE);
            }
            response.status(Status.create(status));
            response.header(RequestIds.HEADER, id);
            ALWAYS.forEach((name, value) -> response.header(name, value));
        }
    }
}
