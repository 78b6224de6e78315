package io.firstclaim.it.handshake;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.edge.EdgeConfig.Handshakes;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Meter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many bad handshakes at once: devices are served meanwhile, and nothing is left of it afterwards.
class HandshakeStormTest {
    private static final String PORT = "bootstrap";
    private static final int HALF_OPEN = 200;
    /// A slow machine may not get all of them open before the first ones end.
    private static final int MOST = HALF_OPEN / 2;
    private static final int OF_EACH_KIND = 400;
    private static final int CROWD = 4;
    private static final Duration LONGEST = Duration.ofMinutes(3);

    @TempDir
    static Path folder;

    private static World world;

    @BeforeAll
    static void start() throws IOException {
        world = World.start(folder, new Handshakes(Duration.ofMillis(700), 100_000, 100_000));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void aDeviceIsServedWhileHundredsOfHandshakesAreHalfOpenAndTheyAllEnd() throws InterruptedException {
        Stranger mute = Stranger.showing(world.bootstrap.good()).fragmenting(
                message -> message.type() == Message.CLIENT_HELLO ? message.asUsual() : List.of());
        Meter meter = world.meter("meter-1");
        int before = world.ended(PORT, "timeout");
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < HALF_OPEN; i++) {
                crowd.execute(() -> mute.knock(world.bootstrap.port()));
            }
            await("they are half open").atMost(Limits.STEP).until(() -> world.pending(PORT) >= MOST);

            meter.powerOn();

            assertThat(meter).isRegisteredTo(world.acme);
            assertThat(world.pending(PORT)).as("still half open").isPositive();
        }
        assertNothingIsLeft();
        assertThat(world.ended(PORT, "timeout") - before).isBetween(MOST, HALF_OPEN);
    }

    @Test
    void thousandsOfBadHandshakesAreAllAnsweredAndLeaveNothing() throws InterruptedException {
        Map<String, Stranger> kinds = Map.of("bad_certificate", Stranger.showing(null),
                "unknown_ca", Stranger.showing(Issuer.root("Nobody's CA").device("meter-1")),
                "decrypt_error", Stranger.showing(world.bootstrap.good().mumbling()),
                "certificate_expired", Stranger.showing(world.maker.device(Draft.ofDevice("meter-1").expired())),
                "decode_error", Stranger.showing(world.bootstrap.good()).fragmenting(Message.CERTIFICATE,
                        message -> List.of(message.announcing(1 << 20).fragment(0, 1))));
        Meter meter = world.meter("meter-2");
        double sessions = openSessions();
        try (ExecutorService crowd = Executors.newFixedThreadPool(CROWD)) {
            for (int i = 0; i < OF_EACH_KIND; i++) {
                kinds.values().forEach(kind -> crowd.execute(() -> kind.knock(world.bootstrap.port())));
            }
            crowd.shutdown();
            meter.powerOn();
            assertThat(meter).isRegisteredTo(world.acme);
            assertThat(crowd.awaitTermination(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }
        assertThat(kinds.keySet())
                .allSatisfy(end -> assertThat(world.ended(PORT, end)).as(end).isEqualTo(OF_EACH_KIND));
        assertNothingIsLeft();
        await("no session but the device's is left").atMost(Limits.STEP)
                .until(() -> openSessions() <= sessions + 1);
    }

    private static void assertNothingIsLeft() {
        await("no handshake is under way").atMost(Limits.START).until(() -> world.pending(PORT) == 0);
        await("no address owes anything").atMost(Limits.STEP)
                .until(() -> world.stack.metric("firstclaim_sources_wasteful") == 0);
        await("all conversations have ended").atMost(Limits.STEP)
                .until(() -> world.stack.metric("firstclaim_bootstrap_conversations") == 0);
    }

    private static double openSessions() {
        return world.stack.metric("firstclaim_dtls_sessions{port=\"" + PORT + "\"}");
    }
}
