package io.firstclaim.server;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntUnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A receiver of events that keeps what it got, and answers as it is told.
final class WebhookReceiver implements AutoCloseable {
    private static final int LIMIT_SECONDS = 20;

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile IntUnaryOperator answer = _ -> 200;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    WebhookReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::receive);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
    }

    /// A request as it came.
    record Received(String id, String timestamp, String signature, String body) {
        /// The position in its body.
        long position() {
            return Long.parseLong(body.replaceFirst(".*\"position\":(\\d+).*", "$1"));
        }

        /// Whether the signature is the one of the secret; the check that a receiver makes.
        boolean isSignedWith(String secret) {
            try {
                var mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HMAC"));
                var expected = mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
                return signature.equals("v1," + Base64.getEncoder().encodeToString(expected));
            } catch (GeneralSecurityException e) {
                throw new AssertionError(e);
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /// Answers by the number of the request, from 1 on.
    void answers(IntUnaryOperator codes) {
        answer = codes;
    }

    /// Holds requests from now on until it lets go.
    void hold() {
        gate = new CountDownLatch(1);
    }

    void letGo() {
        gate.countDown();
    }

    /// What came, once so much has.
    List<Received> receivedAfter(int count) {
        await().atMost(LIMIT_SECONDS, SECONDS).until(() -> received.size() >= count);
        return List.copyOf(received);
    }

    List<Received> received() {
        return List.copyOf(received);
    }

    private void receive(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(headers.getFirst("webhook-id"), headers.getFirst("webhook-timestamp"),
                headers.getFirst("webhook-signature"), body));
        var code = answer.applyAsInt(received.size());
        try {
            if (!gate.await(LIMIT_SECONDS, SECONDS)) {
                throw new AssertionError("never let go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        exchange.sendResponseHeaders(code, -1);
        exchange.close();
    }

    @Override
    public void close() {
        letGo();
        server.stop(0);
    }
}
