package io.firstclaim.server.health;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/// `/health/live`, `/health/ready` and `/metrics` over HTTP, for those who run the core, by the server that the JDK has.
public final class HealthServer implements AutoCloseable {
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final HttpServer server;
    private final ExecutorService threads;

    private HealthServer(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /// Opens the port.
    ///
    /// @param ready
    ///            whether calls are answered
    /// @throws IOException
    ///             when the port can't be bound
    public static HealthServer start(InetSocketAddress address, CoreMetrics metrics, BooleanSupplier ready)
            throws IOException {
        var server = bound(address);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            switch (exchange.getRequestURI().getPath()) {
                case "/health/live" -> report(exchange, true);
                case "/health/ready" -> report(exchange, ready.getAsBoolean());
                case "/metrics" -> send(exchange, OK, PROMETHEUS, metrics.scrape());
                default -> send(exchange, NOT_FOUND, JSON, "{}");
            }
        });
        server.start();
        return new HealthServer(server, threads);
    }

    private static HttpServer bound(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, 0);
        } catch (IOException taken) {
            throw new IOException("The health port can't be bound at " + address + ": " + taken.getMessage(), taken);
        }
    }

    /// The port that was bound.
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static void report(HttpExchange exchange, boolean up) throws IOException {
        send(exchange, up ? OK : SERVICE_UNAVAILABLE, JSON, "{\"status\":\"" + (up ? "UP" : "DOWN") + "\"}");
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        try (exchange) {
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
