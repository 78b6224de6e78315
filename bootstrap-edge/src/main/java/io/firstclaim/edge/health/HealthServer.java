package io.firstclaim.edge.health;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// `/health/live`, `/health/ready` and `/metrics` over HTTP, for those who run the edge.
public final class HealthServer implements AutoCloseable {

    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final WebServer server;

    private HealthServer(WebServer server) {
        this.server = server;
    }

    /// Opens the port.
    ///
    /// @param port 0 for any
    /// @param readiness what has to be there before devices are served, by name
    /// @throws IOException when the port can't be bound
    public static HealthServer start(InetAddress address, int port, EdgeMetrics metrics,
            Supplier<Map<String, Boolean>> readiness) throws IOException {
        WebServer server = WebServer.builder().address(address).port(port).shutdownHook(false)
                .routing(routing -> routing.get("/health/live", (request, response) -> report(response, Map.of()))
                        .get("/health/ready", (request, response) -> report(response, readiness.get()))
                        .get("/metrics", (request, response) -> response.header(HeaderNames.CONTENT_TYPE, PROMETHEUS)
                                .send(metrics.scrape())))
                .build();
        server.start();
        if (!server.isRunning()) {
            // Helidon logs why and goes on.
            throw new IOException("the health port can't be bound at " + address + ":" + port);
        }
        return new HealthServer(server);
    }

    /// The port that was bound.
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    /// `{"status":"UP","checks":{…}}`; 503 and `DOWN` when a check says no.
    private static void report(ServerResponse response, Map<String, Boolean> checks) {
        boolean up = !checks.containsValue(false);
        String each = checks.entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(check -> "\"" + check.getKey() + "\":" + check.getValue()).collect(Collectors.joining(","));
        response.status(up ? Status.OK_200 : Status.SERVICE_UNAVAILABLE_503).header(HeaderNames.CONTENT_TYPE, JSON)
                .send("{\"status\":\"" + (up ? "UP" : "DOWN") + "\",\"checks\":{" + each + "}}");
    }
}
