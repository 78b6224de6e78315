package io.firstclaim.server.health;

import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/// What the core counts. The names are documented in `docs/metrics.md`; they are an interface, so change them like one.
public final class CoreMetrics implements AutoCloseable {
    private static final Duration[] BOUNDS = {Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10),
            Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(10)};

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer placing = Timer.builder("firstclaim.event.placing")
            .description("How long the oldest event of a batch had waited for its position").register(registry);
    private final Counter pages = Counter.builder("firstclaim.job.pages")
            .description("Pages of bulk jobs that were done").register(registry);
    private final Map<Call, Timer> calls = new ConcurrentHashMap<>();
    private final Map<Claim, Counter> claims = new ConcurrentHashMap<>();
    private final Counter delivered = deliveries("delivered");
    private final Counter failed = deliveries("failed");

    public CoreMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /// How calls of a method end.
    private record Call(String method, Status.Code code) {}

    private Timer timer(Call call) {
        return Timer.builder("firstclaim.core.call").description("Calls that ended")
                .tags("method", call.method, "code", call.code.name()).serviceLevelObjectives(BOUNDS)
                .register(registry);
    }

    /// How claims end.
    private record Claim(String outcome, String reason) {}

    private Counter counter(Claim claim) {
        return Counter.builder("firstclaim.claims").description("Decisions on devices that bootstrap")
                .tags("outcome", claim.outcome, "reason", claim.reason).register(registry);
    }

    private Counter deliveries(String result) {
        return Counter.builder("firstclaim.webhook.deliveries")
                .description("Attempts to deliver an event to a webhook").tags("result", result).register(registry);
    }

    /// Counts and times a call that ended.
    public void callEnded(String method, Status.Code code, Duration took) {
        calls.computeIfAbsent(new Call(method, code), this::timer).record(took);
    }

    /// Counts a decision on a device.
    ///
    /// @param outcome `claimed`, `repeated` or `refused`
    /// @param reason
    ///            in lower case; `none` where there is none
    public void claimDecided(String outcome, String reason) {
        claims.computeIfAbsent(new Claim(outcome, reason), this::counter).increment();
    }

    /// Counts an attempt to deliver to a webhook.
    public void webhookTried(boolean succeeded) {
        (succeeded ? delivered : failed).increment();
    }

    /// Times how long the oldest event of a batch had waited.
    public void eventsPlaced(Duration waited) {
        placing.record(waited);
    }

    /// Counts pages of a bulk job.
    public void pagesDone(int count) {
        pages.increment(count);
    }

    /// Shows a number that is asked for at each scrape.
    public void show(String name, String description, IntSupplier value) {
        Gauge.builder(name, value, IntSupplier::getAsInt).description(description).strongReference(true)
                .register(registry);
    }

    /// Shows a number that only grows and is asked for at each scrape.
    public void showCount(String name, String description, LongSupplier value) {
        FunctionCounter.builder(name, value, LongSupplier::getAsLong).description(description).register(registry);
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
