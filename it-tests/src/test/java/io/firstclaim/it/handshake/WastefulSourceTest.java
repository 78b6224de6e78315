package io.firstclaim.it.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.edge.EdgeConfig.Handshakes;
import io.firstclaim.it.stack.Limits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An address whose handshakes come to nothing gets no more answers for some time. No other address notices.
class WastefulSourceTest {
    private static final int BUDGET = 40;
    /// So little that a slow machine's handshakes empty the budget too.
    private static final int REFILL = 2;
    /// More than the budget lasts for, at four signatures or more for each.
    private static final int MANY = 2 * BUDGET / 4;
    /// What is not answered within this time is not answered.
    private static final Duration SILENT = Duration.ofSeconds(3);
    private static final String DROPPED = "firstclaim_dtls_hellos_dropped_total{port=\"bootstrap\"}";

    @TempDir
    static Path folder;

    private static World world;

    @BeforeAll
    static void start() throws IOException {
        world = World.start(folder, new Handshakes(Duration.ofMillis(200), BUDGET, REFILL));
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    @Test
    void itIsCutOffUntilItsBudgetIsRefilledWhileOthersAreServed() {
        burn(address("127.0.0.2"));

        assertThat(good(address("127.0.0.3"))).as("another address, at once").isEqualTo(Stranger.LET_IN);
        await("only the wasteful one is known").atMost(Limits.STEP)
                .until(() -> world.stack.metric("firstclaim_sources_wasteful") == 1);
        await("a good device at the same address").atMost(Limits.STEP)
                .until(() -> good(address("127.0.0.2")).equals(Stranger.LET_IN));
    }

    @Test
    void anyNumberOfGoodDevicesMayShareAnAddress() {
        double before = world.stack.count(DROPPED);
        for (int i = 0; i < MANY; i++) {
            assertThat(good(address("127.0.0.4"))).as("device %d", i).isEqualTo(Stranger.LET_IN);
        }
        assertThat(world.stack.count(DROPPED)).isEqualTo(before);
    }

    private static void burn(InetAddress source) {
        Shown unknown = Issuer.root("Nobody's CA").device("meter-1");
        double before = world.stack.count(DROPPED);
        for (int i = 0; i < MANY && world.stack.count(DROPPED) == before; i++) {
            assertThat(Stranger.showing(unknown).from(source).knock(world.bootstrap.port(), SILENT))
                    .isIn("unknown_ca", Stranger.SILENCE);
        }
        assertThat(world.stack.count(DROPPED)).as("ClientHellos without an answer").isGreaterThan(before);
    }

    private static String good(InetAddress source) {
        return Stranger.showing(world.bootstrap.good()).from(source).knock(world.bootstrap.port());
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(literal, e);
        }
    }
}
