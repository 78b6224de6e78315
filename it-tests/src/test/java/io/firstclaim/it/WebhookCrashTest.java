package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.firstclaim.it.stack.CoreInProcess;
import io.firstclaim.it.stack.CoreInProcess.Customer;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.OddCa;
import io.firstclaim.proto.claim.v1.CreateWebhookRequest;
import io.firstclaim.proto.claim.v1.Webhook;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The core is killed while it posts events to a webhook, again and again: none is lost, none comes before one that happened earlier, and what comes twice
/// comes under the same `webhook-id`.
class WebhookCrashTest {
    private static final int ROUNDS = 3;
    private static final int DEVICES = 30;

    @TempDir
    Path folder;

    private final OddCa ca = new OddCa("CN=Odd CA");
    /// The `webhook-id` of each request, in the order in which they came.
    private final List<String> ids = new CopyOnWriteArrayList<>();
    /// What is not answered before the core is dead.
    private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

    @Test
    void everyEventArrivesInItsOrderHoweverOftenTheCoreIsKilled() throws Exception {
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.setExecutor(task -> Thread.ofVirtual().start(task));
        receiver.start();
        try (CoreInProcess core = CoreInProcess.start(folder)) {
            Customer acme = core.customer("Acme", DEVICES, ca);
            String webhook = WebhookServiceGrpc.newBlockingStub(acme.channel())
                    .createWebhook(CreateWebhookRequest.newBuilder().setAfterPosition(0)
                            .setWebhook(Webhook.newBuilder()
                                    .setUrl("http://127.0.0.1:" + receiver.getAddress().getPort() + "/"))
                            .build())
                    .getWebhook().getId();
            List<String> expected = IntStream.rangeClosed(1, ROUNDS * DEVICES)
                    .mapToObj(position -> "msg_" + webhook + "_" + position).toList();
            for (int round = 0; round < ROUNDS; round++) {
                String cutOff = expected.get(round * DEVICES + DEVICES / 2);
                CountDownLatch dead = new CountDownLatch(1);
                held.put(cutOff, dead);
                enroll(acme, round);
                await().atMost(Limits.START).until(() -> ids.contains(cutOff));
                core.kill();
                dead.countDown();
                core.restart();
                assertThat(acme.account().getId()).as("it answers again").isEqualTo(acme.id());
            }
            await().atMost(Limits.START).until(() -> ids.contains(expected.getLast()));
            assertThat(ids.stream().distinct().toList()).isEqualTo(expected);
            assertThat(held.keySet()).as("cut off, and sent again")
                    .allSatisfy(id -> assertThat(Collections.frequency(ids, id)).isGreaterThan(1));
        } finally {
            receiver.stop(0);
        }
    }

    private void enroll(Customer acme, int round) {
        for (int i = 0; i < DEVICES; i++) {
            acme.enroll(ca.device("meter-" + round + "-" + i).enrollmentId());
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestHeaders().getFirst("webhook-id");
        exchange.getRequestBody().readAllBytes();
        ids.add(id);
        try (exchange) {
            held.getOrDefault(id, new CountDownLatch(0)).await();
            exchange.sendResponseHeaders(204, -1);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
