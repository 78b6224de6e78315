package io.firstclaim.cli.process;

import io.firstclaim.api.trace.Tracing;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The traces of a process on their way to a collector. What the standard environment variables of OpenTelemetry say holds, such as OTEL_TRACES_SAMPLER;
/// without an endpoint nothing of it is even loaded.
public final class Traces implements AutoCloseable {
    /// How long a stop waits for the last spans.
    static final Duration LAST_SPANS = Duration.ofSeconds(2);

    private static final Set<String> ENDPOINTS = Set.of("OTEL_EXPORTER_OTLP_ENDPOINT",
            "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");

    private final @Nullable OpenTelemetrySdk sdk;

    private Traces(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
    }

    /// Has them sent from now on, if there is an endpoint.
    ///
    /// @param service what the process is called, unless OTEL_SERVICE_NAME says otherwise
    /// @param endpoint of the collector, without the path of its signals; null for what the environment says
    public static Traces start(String service, @Nullable URI endpoint, Map<String, String> environment) {
        boolean disabled = Boolean.parseBoolean(environment.getOrDefault("OTEL_SDK_DISABLED", "false"));
        // An empty variable is one that is not set, as OpenTelemetry has it and compose files rely on.
        if (disabled || (endpoint == null
                && ENDPOINTS.stream().allMatch(name -> environment.getOrDefault(name, "").isBlank()))) {
            return new Traces(null);
        }
        OpenTelemetrySdk started = sdk(service, endpoint);
        Tracing.use(started);
        return new Traces(started);
    }

    private static OpenTelemetrySdk sdk(String service, @Nullable URI endpoint) {
        Map<String, String> ours = new LinkedHashMap<>(Map.of("otel.service.name", service,
                "otel.exporter.otlp.protocol", "http/protobuf", "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none"));
        return AutoConfiguredOpenTelemetrySdk.builder().addPropertiesSupplier(() -> ours)
                .addPropertiesCustomizer(_ -> endpoint == null
                        ? Map.of()
                        : Map.of("otel.exporter.otlp.endpoint", endpoint.toString()))
                .disableShutdownHook().build().getOpenTelemetrySdk();
    }

    /// Sends what is left, within a limit: a collector that hangs holds up no stop.
    @Override
    public void close() {
        if (sdk != null) {
            Tracing.off();
            sdk.shutdown().join(LAST_SPANS.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
