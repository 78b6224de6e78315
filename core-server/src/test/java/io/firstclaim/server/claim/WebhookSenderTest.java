package io.firstclaim.server.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.firstclaim.core.Lease;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.DeliverEvents.Delivery;
import io.firstclaim.core.claim.Webhook;
import io.firstclaim.core.claim.WebhookSecret;
import io.firstclaim.core.claim.WebhookUrl;
import io.firstclaim.core.trust.Fingerprint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// One attempt to deliver.
class WebhookSenderTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/ok", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.createContext("/elsewhere", exchange -> {
            exchange.getResponseHeaders().set("Location", url("/ok").text());
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        receiver.createContext("/endless", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (var body = exchange.getResponseBody()) {
                while (never.getCount() > 0) {
                    body.write(new byte[1024]);
                }
            } catch (IOException cutOff) {
                requests.incrementAndGet();
            }
        });
        receiver.createContext("/head/", exchange -> {
            var words = exchange.getRequestURI().getPath().split("/", -1);
            for (int i = 0; i < Integer.parseInt(words[2]); i++) {
                exchange.getResponseHeaders().set("x-" + i, "x".repeat(Integer.parseInt(words[3])));
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.createContext("/silent", exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });
        receiver.setExecutor(task -> Thread.ofVirtual().start(task));
        receiver.start();
    }

    @AfterEach
    void stop() {
        never.countDown();
        receiver.stop(0);
    }

    @Test
    void whatIsAnsweredWithinTheTwoHundredsIsDelivered() {
        assertThat(post(loopback(true), url("/ok"))).isNull();
        assertThat(requests).hasValue(1);
    }

    @Test
    void aNameThatLeadsInsideAfterItWasJudgedDoesNotGetThrough() throws IOException {
        var answers = new ArrayDeque<>(List.of(InetAddress.getByName("1.1.1.1"), InetAddress.getLoopbackAddress()));
        var addresses = new PermittedAddresses(_ -> new InetAddress[]{answers.remove()}, false);
        var url = new WebhookUrl("http://rebinding.example:" + receiver.getAddress().getPort() + "/ok");
        addresses.requirePermitted(url);
        assertThat(post(addresses, url)).contains("rebinding.example").contains("private");
        assertThat(answers).as("it was asked for the connection").isEmpty();
        assertThat(requests).hasValue(0);
    }

    @Test
    void anAddressThatIsWrittenDownIsJudgedToo() {
        assertThat(post(loopback(false), url("/ok"))).contains("private");
        assertThat(requests).hasValue(0);
    }

    @Test
    void aRedirectIsNotFollowed() {
        assertThat(post(loopback(true), url("/elsewhere"))).isEqualTo("It answered 307.");
        assertThat(requests).hasValue(0);
    }

    @Test
    void aLongAnswerIsNotReadToItsEnd() {
        assertThat(post(loopback(true), url("/endless"))).isNull();
    }

    @Test
    void theHeadOfAnAnswerIsReadUpToALimit() {
        assertThat(post(loopback(true), url("/head/1/8000"))).isNull();
        assertThat(post(loopback(true), url("/head/1/8200"))).startsWith("The connection failed")
                .contains("line length");
        assertThat(post(loopback(true), url("/head/90/1"))).isNull();
        assertThat(post(loopback(true), url("/head/110/1"))).startsWith("The connection failed")
                .contains("header count");
    }

    @Test
    void aReceiverThatDoesNotAnswerIsGivenUp() {
        assertThat(post(loopback(true), url("/silent"))).isEqualTo("No answer within 1 s.");
    }

    @Test
    void aPortThatNobodyListensOnIsSaidSo() {
        receiver.stop(0);
        assertThat(post(loopback(true), url("/ok"))).startsWith("The connection failed");
    }

    private static PermittedAddresses loopback(boolean permitted) {
        return new PermittedAddresses(InetAddress::getAllByName, permitted);
    }

    private WebhookUrl url(String path) {
        return new WebhookUrl("http://127.0.0.1:" + receiver.getAddress().getPort() + path);
    }

    private static @Nullable String post(PermittedAddresses addresses, WebhookUrl url) {
        try (var sender = new WebhookSender(addresses, InstantSource.fixed(NOW), Duration.ofSeconds(1), 4)) {
            return sender.post(delivery(url));
        }
    }

    /// An event for a webhook.
    static Delivery delivery(WebhookUrl url) {
        var account = new ResourceId(1, 1);
        var webhook = new Webhook(new ResourceId(2, 2), 1, account, url, Set.of(), 0, 0, "", null, NOW);
        var event = new ClaimEvent(new ResourceId(3, 3), account, ClaimEvent.Type.ENROLLED, null,
                Fingerprint.ofCertificate(new byte[]{1}), null, "", NOW).at(1);
        return new Delivery(webhook, WebhookSecret.ofBytes(new byte[WebhookSecret.LENGTH]), event,
                new Lease("webhooks-2", account, 1, NOW));
    }
}
