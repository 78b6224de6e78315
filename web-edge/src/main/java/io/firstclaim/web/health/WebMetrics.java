package io.firstclaim.web.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.function.IntSupplier;

/// What the web edge counts. The names are documented in `docs/metrics.md`; they are an interface, so change them like one.
public final class WebMetrics implements AutoCloseable {
    /// A stranger may send any method, and each label value is kept for good.
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /// Counts and times a request.
    ///
    /// @param resource the path of its endpoint, as documented; `none` when nothing is there
    /// @param status of the answer; 0 when the client was gone
    public void answered(String method, String resource, int status, Duration took) {
        String known = METHODS.contains(method) ? method : "other";
        Counter.builder("firstclaim.http.requests").description("Requests that were answered")
                .tags("method", known, "resource", resource, "code", String.valueOf(status)).register(registry)
                .increment();
        Timer.builder("firstclaim.http.request")
                .description("How long requests took, from their headers to the end of the answer")
                .tags("method", known, "resource", resource).register(registry).record(took);
    }

    /// Shows a number that is asked for at each scrape.
    public void show(String name, String description, IntSupplier value) {
        Gauge.builder(name, value, IntSupplier::getAsInt).description(description).strongReference(true)
                .register(registry);
    }

    /// Everything in the Prometheus text format.
    String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }
}
