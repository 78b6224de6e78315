package io.firstclaim.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.firstclaim.api.CoreAddress;
import io.firstclaim.web.tls.DevelopmentCertificate;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The frame without a core, which is away.
class WebEdgeTest {
    private static final String NOBODYS_POST = "POST /v3/device-enrollments HTTP/1.1\r\nHost: x\r\n";
    private static final String POST = NOBODYS_POST + "Authorization: Bearer ak_x\r\n";
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    private Path folder = Path.of("");
    private WebEdgeConfig config;

    @BeforeEach
    void aConfigurationWithoutCore() throws IOException {
        // Nothing listens at the reserved port.
        config = WebEdgeConfig
                .of(new CoreAddress("localhost", 1), DevelopmentCertificate.in(folder).chain().getFirst(), folder)
                .onFreeLoopbackPorts();
    }

    private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer ak_x").build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String health(WebEdge edge, String path) throws IOException, InterruptedException {
        return get("http://localhost:" + edge.healthPort() + path).body();
    }

    private static RawHttp raw(WebEdge edge) throws IOException {
        return RawHttp.to(edge.httpPort());
    }

    @Test
    void whileTheCoreIsAwayItSaysSoAndIsNotReady() throws Exception {
        try (WebEdge edge = WebEdge.start(config)) {
            HttpResponse<String> answer = get("http://localhost:" + edge.httpPort() + "/v3/devices");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"type\":\"system_unavailable\"");
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
            assertThat(health(edge, "/health/ready")).isEqualTo("{\"status\":\"DOWN\",\"checks\":{\"core\":false}}");
            assertThat(health(edge, "/health/live")).isEqualTo("{\"status\":\"UP\",\"checks\":{}}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1"})
    void overTlsItShowsTheSameCertificateAfterARestart(String host) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("web", DevelopmentCertificate.in(folder).chain().getFirst());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);

        for (int start = 0; start < 2; start++) {
            try (WebEdge edge = WebEdge.start(config);
                    HttpClient https = HttpClient.newBuilder().sslContext(context).build()) {
                HttpRequest request = HttpRequest
                        .newBuilder(URI.create("https://" + host + ":" + edge.httpsPort() + "/v3/nothing")).build();
                HttpResponse<String> answer = https.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(404);
                assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
            }
        }
    }

    @Test
    void aBodyThatDoesNotComeIsNotWaitedForLong() throws IOException {
        config = config.with(timing(Duration.ofMillis(200), Duration.ofSeconds(60)));
        try (WebEdge edge = WebEdge.start(config); RawHttp http = raw(edge)) {
            http.send(POST + "Content-Length: 10\r\n\r\n{");

            assertThat(http.status()).isEqualTo(408);
            assertThat(http.body()).contains("\"code\":408");
            assertThat(http.isAtEnd()).isTrue();
        }
    }

    @Test
    void aBodyThatComesByteByByteIsNotWaitedForLong() throws IOException {
        config = config.with(timing(Duration.ofMillis(300), Duration.ofSeconds(60)));
        try (WebEdge edge = WebEdge.start(config);
                RawHttp http = raw(edge);
                ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor()) {
            http.send(POST + "Content-Length: 100000\r\n\r\n");
            var _ = drip.scheduleAtFixedRate(() -> http.sendUnlessClosed(" "), 0, 10, TimeUnit.MILLISECONDS);

            assertThat(http.status()).isEqualTo(408);
            drip.shutdownNow();
        }
    }

    @Test
    void aLargeBodyThatComesSteadilyIsWaitedForLonger() throws IOException {
        int pieces = 20;
        config = config.with(timing(Duration.ofSeconds(1), Duration.ofSeconds(60)));
        try (WebEdge edge = WebEdge.start(config);
                RawHttp http = raw(edge);
                ScheduledExecutorService link = Executors.newSingleThreadScheduledExecutor()) {
            http.send(POST + "Content-Length: " + pieces * 10_000 + "\r\n\r\n");
            for (int i = 1; i <= pieces; i++) {
                var _ = link.schedule(() -> http.sendUnlessClosed(" ".repeat(10_000)), i * 100L, TimeUnit.MILLISECONDS);
            }

            assertThat(http.status()).isEqualTo(400);
            assertThat(http.body()).contains("JSON");
        }
    }

    @Test
    void whoeverIsNotKnownIsNotWaitedForAsLong() throws IOException {
        config = config.with(new WebEdgeConfig.Timing(Duration.ofSeconds(30), Duration.ofMillis(200),
                Duration.ofSeconds(60), Duration.ofSeconds(10))).with(new WebEdgeConfig.Limits(1, 1, 100, 16384, 8192));
        try (WebEdge edge = WebEdge.start(config); RawHttp stranger = raw(edge); RawHttp unknown = raw(edge)) {
            stranger.send("POST /v3/session HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{");
            assertThat(stranger.status()).isEqualTo(408);
            assertThat(stranger.isAtEnd()).isTrue();

            unknown.send(POST + "Content-Length: 2\r\n\r\n{");
            await().atMost(LIMIT)
                    .until(() -> health(edge, "/metrics").contains("firstclaim_http_requests_pending 1.0"));
            await().atMost(LIMIT)
                    .until(() -> health(edge, "/metrics").contains("firstclaim_http_requests_pending 0.0"));
            unknown.send("}");
            assertThat(unknown.status()).as("the core was asked, which is away").isEqualTo(503);
        }
    }

    @Test
    void aChunkIsReadAsItComesAndNotAtItsEnd() throws IOException {
        config = config.with(timing(Duration.ofSeconds(1), Duration.ofSeconds(60)));
        try (WebEdge edge = WebEdge.start(config); RawHttp http = raw(edge)) {
            http.send(POST + "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n" + " ".repeat(300_000));

            assertThat(http.status()).isEqualTo(413);
            assertThat(http.isAtEnd()).isTrue();
        }
    }

    @Test
    void aBodyInChunksIsReadWhole() throws IOException {
        try (WebEdge edge = WebEdge.start(config); RawHttp http = raw(edge); RawHttp asking = raw(edge)) {
            http.send(POST + "Transfer-Encoding: chunked\r\n\r\n00B;a=\"b\"\r\n{\"first\":[]\r\n");
            http.send("2\r\n,}\r\n0\r\nX-Trailer: 1\r\n\r\n");
            assertThat(http.status()).isEqualTo(400);
            assertThat(http.body()).contains("not JSON", "column 13");

            asking.send(POST + "Transfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n");
            assertThat(asking.status()).isEqualTo(100);
            asking.send("2\r\n{]\r\n0\r\n\r\n");
            assertThat(asking.status()).isEqualTo(400);
            assertThat(asking.body()).contains("not JSON");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /v3/dev", "GET /v3/devices HTTP/1.1\r\n",
            "GET /v3/devices HTTP/1.1\r\nHost: x\r\nX"})
    void aRequestThatDoesNotComeToItsBodyIsCut(String beginning) throws IOException {
        config = config.with(timing(Duration.ofSeconds(30), Duration.ofMillis(300)));
        try (WebEdge edge = WebEdge.start(config); RawHttp http = raw(edge)) {
            http.send(beginning);
            assertThat(http.status()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016\u0003\u0001"})
    void aHandshakeThatDoesNotComeToItsEndIsCut(String beginning) throws IOException {
        config = config.with(timing(Duration.ofSeconds(30), Duration.ofMillis(300)));
        try (WebEdge edge = WebEdge.start(config); RawHttp tls = RawHttp.to(edge.httpsPort())) {
            tls.send(beginning);
            assertThat(tls.isAtEnd()).isTrue();
        }
    }

    private static WebEdgeConfig.Timing timing(Duration body, Duration silence) {
        return new WebEdgeConfig.Timing(body, Duration.ofSeconds(20), silence, Duration.ofSeconds(10));
    }

    @Test
    void moreRequestsThanItWorksOnAreToldToComeBack() throws IOException {
        config = config.with(new WebEdgeConfig.Limits(1, 1, 100, 16384, 8192));
        try (WebEdge edge = WebEdge.start(config); RawHttp first = raw(edge); RawHttp second = raw(edge)) {
            first.send(POST + "Content-Length: 2\r\n\r\n{");
            await().atMost(LIMIT)
                    .until(() -> health(edge, "/metrics").contains("firstclaim_http_requests_pending 1.0"));

            second.send(POST + "Content-Length: 2\r\n\r\n{}");
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.body()).contains("\"type\":\"rate_limit_exceeded\"");

            first.send("}");
            assertThat(first.status()).isEqualTo(503);
            second.send(POST + "Content-Length: 2\r\n\r\n{}");
            assertThat(second.status()).isEqualTo(503);
        }
    }

    @Test
    void stoppingLetsARequestUnderWayEndAndTakesNoOther() throws Exception {
        WebEdge edge = WebEdge.start(config);
        int port = edge.httpPort();
        try (RawHttp underWay = raw(edge); RawHttp idle = raw(edge)) {
            idle.send("GET /v3/nothing HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(idle.status()).isEqualTo(404);
            underWay.send(POST + "Content-Length: 2\r\n\r\n{");
            await().atMost(LIMIT)
                    .until(() -> health(edge, "/metrics").contains("firstclaim_http_requests_pending 1.0"));

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(edge::close);
            await().atMost(LIMIT).untilAsserted(
                    () -> assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> RawHttp.to(port).close()));
            assertThat(stopped).isNotDone();
            underWay.send("}");

            assertThat(underWay.status()).isEqualTo(503);
            stopped.orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
            assertThat(idle.isAtEnd()).isTrue();
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            config = config.with(new WebEdgeConfig.Listening(loopback, 0, taken.getLocalPort(), loopback, 0));

            assertThatIOException().isThrownBy(() -> WebEdge.start(config).close())
                    .withMessageContaining(":" + taken.getLocalPort());
        }
    }

    @Test
    void sessionKeysAreThirtyTwoBytes() throws IOException {
        Path file = folder.resolve("session-key");
        Files.writeString(file, Base64.getEncoder().encodeToString(new byte[31]));
        config = config.with(new WebEdgeConfig.Sessions(file, Duration.ofHours(1)));
        assertThatIOException().isThrownBy(() -> WebEdge.start(config).close()).withMessageContaining("session-key");

        Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        WebEdge.start(config).close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"GET /v3/devices HTTP/1.1|400",
            "GET /v3/dev%zzices HTTP/1.1\\r\\nHost: x|400", "GET /v3/devices?a=%zz HTTP/1.1\\r\\nHost: x|400",
            "GET /v3/devices HTTP/1.1\\r\\nHost: x\\r\\nA b: c|400",
            "POST /v3/devices HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: 1\\r\\nTransfer-Encoding: chunked|400",
            "POST /v3/devices HTTP/1.1\\r\\nHost: x\\r\\nContent-Length: many|400",
            "POST /v3/device-enrollments HTTP/1.1\\r\\nHost: x\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 1|400",
            "BREW /v3/devices HTTP/1.1\\r\\nHost: x|405"})
    void whatIsNoHttpIsToldSoInJson(String head, int status) throws IOException {
        try (WebEdge edge = WebEdge.start(config); RawHttp http = raw(edge)) {
            http.send(head.replace("\\r\\n", "\r\n") + "\r\n\r\n");

            assertThat(http.status()).isEqualTo(status);
            assertThat(http.body()).contains("\"object\":\"error\"", "\"code\":" + status, "\"request_id\":\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zz\r\n", "\r\n", "-1\r\n", "0x1\r\n", "2\r\n{}x\r\n", "2\r\n{}\n0\r\n", "2\n{}",
            "ffffffffffffffff\r\n"})
    void brokenChunksAreToldSoInJson(String chunks) throws IOException {
        assertBroken(chunks);
    }

    @Test
    void chunksWithoutAnEndOfTheirLinesAreBroken() throws IOException {
        assertBroken("0".repeat(1000));
        assertBroken("0\r\n" + "X: y\r\n".repeat(2000));
    }

    private void assertBroken(String chunks) throws IOException {
        try (WebEdge edge = WebEdge.start(config); RawHttp http = raw(edge)) {
            http.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunks);
            assertThat(http.status()).isEqualTo(400);
            assertThat(http.body()).contains("\"type\":\"validation_error\"", "framed");
        }
    }

    @Test
    void longLinesAndHeadersAreRefused() throws IOException {
        try (WebEdge edge = WebEdge.start(config); RawHttp line = raw(edge); RawHttp header = raw(edge)) {
            line.send("GET /v3/devices?a=" + "a".repeat(10_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(line.status()).isEqualTo(414);
            assertThat(line.body()).contains("\"code\":414");

            header.send("GET /v3/devices HTTP/1.1\r\nHost: x\r\nX-Long: " + "a".repeat(20_000) + "\r\n\r\n");
            assertThat(header.status()).isEqualTo(431);
            assertThat(header.body()).contains("\"code\":431");
        }
    }

    @Test
    void aConnectionGoesOnAfterAnError() throws IOException {
        try (WebEdge edge = WebEdge.start(config); RawHttp http = raw(edge)) {
            for (int i = 0; i < 3; i++) {
                http.send("POST /v3/nothing HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nhello");
                assertThat(http.status()).isEqualTo(404);
            }
        }
    }

    @Test
    void whoeverAsksFirstIsAnsweredBeforeTheBodyIsSent() throws IOException {
        try (WebEdge edge = WebEdge.start(config); RawHttp unknown = raw(edge); RawHttp known = raw(edge)) {
            unknown.send(NOBODYS_POST + "Expect: 100-continue\r\nContent-Length: 1000\r\n\r\n");
            assertThat(unknown.status()).isEqualTo(401);

            known.send(POST + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(known.status()).isEqualTo(100);
            known.send("{]");
            assertThat(known.status()).isEqualTo(400);
        }
    }

    @Test
    void whatItCountsIsWhatTheDocumentNames() throws Exception {
        String document = Files.readString(Path.of("..", "docs", "metrics.md"));
        String section = document.substring(document.indexOf("\n## The web edge"),
                document.indexOf("\n## The core"));
        Set<String> documented = Pattern.compile("^\\| `(firstclaim_[a-z_]+)`", Pattern.MULTILINE).matcher(section)
                .results().map(name -> name.group(1)).collect(Collectors.toCollection(TreeSet::new));

        try (WebEdge edge = WebEdge.start(config)) {
            var _ = get("http://localhost:" + edge.httpPort() + "/v3/nothing");
            await().atMost(LIMIT).until(() -> health(edge, "/metrics").contains("code=\"404\""));
            Set<String> counted = Pattern.compile("^# TYPE (\\S+)", Pattern.MULTILINE).matcher(health(edge, "/metrics"))
                    .results().map((MatchResult line) -> line.group(1).replaceAll("_max$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(counted).isEqualTo(documented);
        }
    }
}
