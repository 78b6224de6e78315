package io.firstclaim.it.watch;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/// A collector: takes traces by OTLP over HTTP and keeps them. It reads the messages by the numbers of their fields (opentelemetry/proto/trace/v1/trace.proto).
final class OtlpReceiver implements AutoCloseable {
    private static final int RESOURCE_SPANS = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /// A span as it came.
    record Span(String traceId, String id, String parentId, String name, Map<String, String> attributes) {}

    OtlpReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI url() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    List<Span> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))
                    ? new GZIPInputStream(exchange.getRequestBody())
                    : exchange.getRequestBody();
            for (var resource : messages(UnknownFieldSet.parseFrom(body.readAllBytes()), RESOURCE_SPANS)) {
                for (var scope : messages(resource, SCOPE_SPANS)) {
                    messages(scope, SPANS).forEach(span -> spans.add(span(span)));
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Span span(UnknownFieldSet span) {
        var attributes = messages(span, 9).stream()
                .collect(Collectors.toMap(pair -> first(pair, 1, ByteString::toStringUtf8),
                        pair -> messages(pair, 2).stream().map(value -> first(value, 1, ByteString::toStringUtf8))
                                .findFirst().orElse(""),
                        (one, _) -> one));
        return new Span(first(span, 1, OtlpReceiver::hex), first(span, 2, OtlpReceiver::hex),
                first(span, 4, OtlpReceiver::hex), first(span, 5, ByteString::toStringUtf8), attributes);
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet from, int field) {
        return from.getField(field).getLengthDelimitedList().stream().map(OtlpReceiver::parsed).toList();
    }

    private static UnknownFieldSet parsed(ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static String first(UnknownFieldSet from, int field, Function<ByteString, String> read) {
        return from.getField(field).getLengthDelimitedList().stream().findFirst().map(read).orElse("");
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
