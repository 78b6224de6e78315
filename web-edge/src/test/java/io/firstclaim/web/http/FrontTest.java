package io.firstclaim.web.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.web.health.WebMetrics;
import io.firstclaim.web.tls.DevelopmentCertificate;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Endpoints of its own, without a core.
class FrontTest {
    private static final String CSV = "text/csv";

    @TempDir
    private Path folder = Path.of("");
    private final Connections connections = new Connections(Duration.ofMillis(200));
    private final AtomicBoolean ended = new AtomicBoolean();
    private CoreChannel core;
    private WebServer server;

    @BeforeEach
    void aServer() throws IOException {
        core = CoreChannel.open(new CoreAddress("localhost", 1),
                DevelopmentCertificate.in(folder).chain().getFirst(), Caller.anonymous());
        Resource resource = () -> List.of(
                Endpoint.of("GET", "/whole", _ -> Answer.stream(CSV, out -> out.write(line()))).producing(CSV),
                Endpoint.of("GET", "/cut", _ -> Answer.stream(CSV, out -> {
                    out.write(line());
                    out.flush();
                    throw new IllegalStateException("cut");
                })).producing(CSV),
                Endpoint.of("GET", "/endless", _ -> Answer.stream(CSV, this::writeForever)).producing(CSV),
                Endpoint.of("GET", "/defect", _ -> {
                    throw new IllegalStateException("a secret of the server");
                }), Endpoint.of("GET", "/things/{name}",
                        call -> Answer.ok(Map.of("name", call.path("name"), "base", call.baseUrl()))
                                .with("X-More", "yes")),
                Endpoint.of("GET", "/things/best", _ -> Answer.ok(Map.of("name", "the best"))));
        SessionCookies sessions = new SessionCookies(new SecretKeySpec(new byte[32], "AES"), Duration.ofHours(1),
                InstantSource.system());
        Front front = new Front(new Endpoints(List.of(resource)),
                new Call.Surroundings(core, new Credentials(sessions), null), new WebMetrics(),
                new Front.Limits(1, Duration.ofSeconds(30), Duration.ofSeconds(5)), connections);
        server = WebServer.builder().address(InetAddress.getLoopbackAddress()).port(0).shutdownHook(false)
                .addProtocol(Http1Config.builder().addReceiveListener(connections).build())
                .routing(HttpRouting.builder().any(front)).build().start();
    }

    @AfterEach
    void stop() {
        server.stop();
        core.close();
    }

    private void writeForever(OutputStream out) throws IOException {
        try {
            while (true) {
                out.write(new byte[16 * 1024]);
                out.flush();
            }
        } finally {
            ended.set(true);
        }
    }

    private static byte[] line() {
        return "a,b\r\n".getBytes(StandardCharsets.US_ASCII);
    }

    private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/v3" + path))
                            .method(method, BodyPublishers.noBody()).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void aStreamComesWholeOrIsSeenToBeCut() throws Exception {
        assertThat(send("GET", "/whole").body()).isEqualTo("a,b\r\n");
        assertThat(send("GET", "/whole").headers().firstValue("Content-Type")).contains(CSV);
        assertThatIOException().isThrownBy(() -> send("GET", "/cut"));
        assertThat(send("HEAD", "/cut").statusCode()).isEqualTo(200);
    }

    @Test
    void whoeverDoesNotTakeAnAnswerIsCut() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream()
                    .write("GET /v3/endless HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            await().atMost(Duration.ofSeconds(30)).until(() -> {
                connections.cut();
                return ended.get();
            });
        }
    }

    @Test
    void whoeverTakesAnAnswerGetsAllOfIt() throws Exception {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            client.getOutputStream()
                    .write("GET /v3/endless HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.getInputStream().readNBytes(5_000_000)).hasSize(5_000_000);
            connections.cut();
            assertThat(client.getInputStream().readNBytes(5_000_000)).hasSize(5_000_000);
        }
        await().atMost(Duration.ofSeconds(30)).untilTrue(ended);
    }

    @Test
    void aDefectTellsNothingButTheRequestId() throws Exception {
        HttpResponse<String> answer = send("GET", "/defect");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"type\":\"internal_server_error\"",
                answer.headers().firstValue("X-Request-ID").orElseThrow()).doesNotContain("secret");
        assertThat(send("GET", "/defect").statusCode()).as("its slot is free again").isEqualTo(500);
    }

    @Test
    void aWordOfAPathComesBeforeAVariable() throws Exception {
        assertThat(send("GET", "/things/best").body()).isEqualTo("{\"name\":\"the best\"}");
        HttpResponse<String> other = send("GET", "/things/a%2Fb%20c/");
        assertThat(other.body()).contains("\"name\":\"a/b c\"",
                "\"base\":\"http://localhost:" + server.port() + "\"");
        assertThat(other.headers().firstValue("X-More")).contains("yes");
        assertThat(send("GET", "/things").statusCode()).isEqualTo(404);
    }
}
