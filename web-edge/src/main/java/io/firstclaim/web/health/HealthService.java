package io.firstclaim.web.health;

import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// `/health/live`, `/health/ready` and `/metrics`, for those who run the server.
public final class HealthService implements HttpService {
    private static final String JSON = "application/json";
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final WebMetrics metrics;
    private final Supplier<Map<String, Boolean>> readiness;

    /// @param readiness what has to be there before clients are served, by name
    public HealthService(WebMetrics metrics, Supplier<Map<String, Boolean>> readiness) {
        this.metrics = metrics;
        this.readiness = readiness;
    }

    @Override
    public void routing(HttpRules rules) {
        rules.get("/health/live", (_, response) -> report(response, Map.of()))
                .get("/health/ready", (_, response) -> report(response, readiness.get()))
                .get("/metrics", (_, response) -> response.header(HeaderNames.CONTENT_TYPE, PROMETHEUS)
                        .send(metrics.scrape()));
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
