package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BootstrapEdgeTest {

    private final ScriptedCore core = ScriptedCore.start();

    @AfterEach
    void stop() {
        core.close();
    }

    @Test
    void itTellsTheCoreWhereDevicesReachIt() throws IOException {
        try (BootstrapEdge edge = BootstrapEdge
                .start(EdgeStack.quick(core.edgeConfig().withPublicHost("edge.example")))) {
            await().until(() -> !core.announced.isEmpty());
            assertThat(core.announced.getFirst().getBootstrapUri())
                    .isEqualTo("coaps://edge.example:" + edge.bootstrapPort());
            assertThat(core.announced.getFirst().getLwm2MUri())
                    .isEqualTo("coaps://edge.example:" + edge.registrationPort());
        }
    }

    @Test
    void itIsAliveAtOnceAndReadyWhenDevicesAreAnswered() throws Exception {
        EdgeConfig config = EdgeStack.quick(core.edgeConfig());
        core.goAway();
        try (BootstrapEdge edge = BootstrapEdge.start(config)) {
            assertThat(get(edge, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(edge, "/health/ready")).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body())
                        .isEqualTo(
                                "{\"status\":\"DOWN\",\"checks\":{\"serverCertificate\":false,\"trustAnchors\":false}}");
            });
            core.comeBack();
            await().until(edge::isReady);
            assertThat(get(edge, "/health/ready")).satisfies(answer -> {
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body())
                        .isEqualTo("{\"status\":\"UP\",\"checks\":{\"serverCertificate\":true,\"trustAnchors\":true}}");
                assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
            });
            assertThat(get(edge, "/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void itCountsWhatHappens() throws Exception {
        try (EdgeStack stack = EdgeStack.start(); TestDevice device = stack.device("meter-1")) {
            device.send(device.post("/bs", "ep=meter-1"));
            await().until(() -> get(stack.edge, "/metrics").body()
                    .contains("firstclaim_bootstraps_total{outcome=\"confirmed\",reason=\"none\"} 1.0"));
            assertThat(get(stack.edge, "/metrics").body())
                    .contains("firstclaim_handshakes_total{port=\"bootstrap\",result=\"trusted\"} 1.0")
                    .contains("firstclaim_bootstrap_conversation_seconds_count 1")
                    .contains("firstclaim_key_pairs_ready")
                    .contains("firstclaim_dtls_sessions{port=\"registration\"}")
                    .contains("firstclaim_bootstrap_conversations");
        }
    }

    @Test
    void whatItCountsIsWhatTheDocumentNames() throws Exception {
        Set<String> counted = new TreeSet<>();
        try (EdgeStack stack = EdgeStack.start();
                TestDevice bootstrapping = stack.device("meter-1");
                TestDevice registering = stack.claimedDevice()) {
            bootstrapping.send(bootstrapping.post("/bs", "ep=meter-1"));
            registering.send(registering.post("/rd", "ep=meter-1"));
            await().until(() -> get(stack.edge, "/metrics").body().contains("outcome=\"confirmed\""));
            get(stack.edge, "/metrics").body().lines().filter(line -> line.startsWith("# TYPE "))
                    .forEach(line -> counted.add(line.substring(7, line.indexOf(' ', 7)).replaceAll("_max$", "")));
            assertThat(get(stack.edge, "/metrics").body().lines().filter(line -> line.startsWith("# HELP ")))
                    .isNotEmpty().allSatisfy(line -> assertThat(line).matches("# HELP firstclaim_[a-z_]+ \\S.*"));
        }
        Set<String> documented = new TreeSet<>();
        Matcher names = Pattern.compile("^\\| `(firstclaim_[a-z_]+)`", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("..", "docs", "metrics.md")).replaceAll("(?s)\n## The web edge.*",
                        ""));
        while (names.find()) {
            documented.add(names.group(1));
        }
        assertThat(counted).isEqualTo(documented);
    }

    @Test
    void whatIsNoDtlsAtAllIsLeftUnansweredAndHarmsNobody() throws Exception {
        Random noise = new Random(2);
        try (EdgeStack stack = EdgeStack.start(); DatagramSocket stranger = new DatagramSocket()) {
            for (int i = 0; i < 500; i++) {
                byte[] datagram = new byte[noise.nextInt(1500)];
                noise.nextBytes(datagram);
                int port = i % 2 == 0 ? stack.edge.bootstrapPort() : stack.edge.registrationPort();
                stranger.send(new DatagramPacket(datagram, datagram.length, InetAddress.getLoopbackAddress(), port));
            }
            try (TestDevice device = stack.device("meter-1")) {
                assertThat(device.send(device.post("/bs", "ep=meter-1")).answered().getCode())
                        .isEqualTo(ResponseCode.CHANGED);
            }
        }
    }

    @Test
    void aPortThatIsTakenIsNamedAndNothingStaysOpen() throws IOException {
        EdgeConfig config = EdgeStack.quick(core.edgeConfig());
        int other = freePort();
        try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            EdgeConfig.Listening listening = new EdgeConfig.Listening(InetAddress.getLoopbackAddress(),
                    taken.getLocalPort(), other, InetAddress.getLoopbackAddress(), 0);
            assertThatThrownBy(() -> BootstrapEdge.start(config.withListening(listening)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the bootstrap port can't be bound");
            try (DatagramSocket again = new DatagramSocket(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), other))) {
                assertThat(again.getLocalPort()).as("the registration port, opened first, is free again")
                        .isEqualTo(other);
            }
        }
    }

    @Test
    void aHealthPortThatIsTakenStopsTheStartToo() throws IOException {
        EdgeConfig config = EdgeStack.quick(core.edgeConfig());
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            assertThatThrownBy(() -> BootstrapEdge
                    .start(config
                            .withListening(new EdgeConfig.Listening(loopback, 0, 0, loopback, taken.getLocalPort()))))
                    .isInstanceOf(IOException.class).hasMessageContaining("the health port can't be bound");
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket free = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            return free.getLocalPort();
        }
    }

    private static HttpResponse<String> get(BootstrapEdge edge, String path) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + edge.healthPort() + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
