package io.firstclaim.it.watch;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.api.trace.Tracing;
import io.firstclaim.cli.process.Traces;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.watch.OtlpReceiver.Span;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Traces from the handshake to the statements, and what they cost when nobody wants them.
class TracingTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void handshakeAndBootstrapAreOneTraceDownToTheStatements() throws Exception {
        try (var collector = new OtlpReceiver()) {
            try (var _ = Traces.start("firstclaim", collector.url(), Map.of())) {
                onboard();
            }
            var request = only(collector.spans(), "POST /bs");
            var trace = collector.spans().stream().filter(span -> span.traceId().equals(request.traceId())).toList();
            assertThat(trace).extracting(Span::name).contains("DTLS handshake", "POST /bs",
                    "firstclaim.bootstrap.v1.BootstrapService/CheckHandshake",
                    "firstclaim.bootstrap.v1.BootstrapService/ClaimDevice", "ClaimDevices", "SELECT", "INSERT",
                    "sign credential", "write FINISH /bs",
                    "firstclaim.bootstrap.v1.BootstrapService/ConfirmBootstrap");
            assertConnected(trace);
            assertThat(trace.stream().filter(span -> span.name().endsWith("/ClaimDevice"))).hasSize(2);
            var statement = trace.stream().filter(span -> span.name().equals("INSERT")).findFirst().orElseThrow();
            assertThat(statement.attributes()).containsEntry("db.system.name", "h2database")
                    .hasEntrySatisfying("db.query.text", text -> assertThat(text).contains("INSERT INTO"));
            assertThat(request.attributes()).containsKeys("firstclaim.enrollment_id", "firstclaim.device_id",
                    "firstclaim.account_id", "firstclaim.request_id");
            assertThat(trace).filteredOn(span -> span.name().equals("ClaimDevices")).hasSize(1);
            assertThat(trace.stream().filter(span -> span.attributes().containsKey("rpc.service")
                    && span.name().endsWith("/ClaimDevice") && span.attributes().containsKey("firstclaim.request_id")))
                    .extracting(span -> span.attributes().get("firstclaim.request_id"))
                    .containsExactly(request.attributes().get("firstclaim.request_id"));
        }
    }

    @Test
    void aRequestOverRestGoesOnInTheTraceOfItsClient() throws Exception {
        var traceId = "0af7651916cd43dd8448eb211c80319c";
        try (var collector = new OtlpReceiver()) {
            try (var _ = Traces.start("firstclaim", collector.url(), Map.of());
                    var stack = Stack.start(folder)) {
                var answer = stack.rest(stack.tenant("Acme"))
                        .with("traceparent", "00-" + traceId + "-b7ad6b7169203331-01").get("/v3/devices");
                assertThat(answer.status()).isEqualTo(200);
            }
            var trace = collector.spans().stream().filter(span -> span.traceId().equals(traceId)).toList();
            assertThat(trace).extracting(Span::name).contains("GET /devices",
                    "firstclaim.device.v1.DeviceService/ListDevices", "SELECT");
        }
    }

    @Test
    void nothingIsSentAndNoThreadRunsWhileItIsOff() throws Exception {
        var before = Thread.getAllStackTraces().keySet();
        try (var collector = new OtlpReceiver(); var _ = Traces.start("firstclaim", null, Map.of())) {
            onboard();
            assertThat(Tracing.isOn()).isFalse();
            assertThat(collector.spans()).isEmpty();
            assertThat(Thread.getAllStackTraces().keySet()).filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.contains("BatchSpanProcessor"));
        }
        try (var _ = Traces.start("firstclaim", null,
                Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:1", "OTEL_SDK_DISABLED", "true"))) {
            assertThat(Tracing.isOn()).isFalse();
        }
        try (var _ = Traces.start("firstclaim", null, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", ""))) {
            assertThat(Tracing.isOn()).isFalse();
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aCollectorThatIsAwayHoldsUpNobody() throws Exception {
        try (var _ = Traces.start("firstclaim", URI.create("http://localhost:1"), Map.of())) {
            onboard();
        }
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aCollectorThatHangsHoldsUpNobody() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var _ = Traces.start("firstclaim", URI.create("http://localhost:" + silent.getLocalPort()),
                        Map.of())) {
            onboard();
        }
    }

    private void onboard() throws Exception {
        try (var stack = Stack.start(folder)) {
            var acme = stack.tenant("Acme");
            var maker = stack.maker("Maker");
            var meter = maker.makes("meter-1");
            acme.trusts(maker);
            acme.enroll(meter.enrollmentId());
            meter.powerOn();
            assertThat(meter).isRegisteredTo(acme);
        }
    }

    private static Span only(List<Span> spans, String name) {
        var found = spans.stream().filter(span -> span.name().equals(name)).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    /// One root, and each other span has its parent in the trace.
    private static void assertConnected(List<Span> trace) {
        var ids = new HashSet<String>();
        trace.forEach(span -> ids.add(span.id()));
        assertThat(trace).filteredOn(span -> !ids.contains(span.parentId())).extracting(Span::name)
                .containsExactly("DTLS handshake");
    }
}
