package io.firstclaim.it.handshake;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.edge.EdgeConfig.Handshakes;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.simulator.DeviceProfile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Hostile accounts upload 300 CAs that look like a maker's: the same subject, the same key id, other keys. The maker has two CAs of that name, one
/// uploaded before them and one after.
class LookAlikeTest {
    private static final int LOOK_ALIKES = 300;
    private static final int OF_EACH_ACCOUNT = 50;
    private static final String UNDECIDED = "internal_error";
    /// More than one handshake may try, and so are those of one name that are looked at at all: see `CheckHandshake`.
    private static final int ATTEMPTS = 4;

    @TempDir
    static Path folder;

    private static World world;
    private static Issuer early;
    private static Issuer late;

    @BeforeAll
    static void uploadThem() throws IOException {
        world = World.start(folder, new Handshakes(Duration.ofSeconds(1), 1_000_000, 1));
        early = world.trust(ca());
        for (int account = 0; account * OF_EACH_ACCOUNT < LOOK_ALIKES; account++) {
            Tenant hostile = world.stack.tenant("Hostile " + account);
            for (int i = 0; i < OF_EACH_ACCOUNT; i++) {
                World.trust(hostile, ca(), "CA " + i);
            }
        }
        late = world.trust(ca());
    }

    private static Issuer ca() {
        return Issuer.root(Draft.ofCa("Imitated CA").keyId("imitated"));
    }

    @AfterAll
    static void close() {
        world.close();
    }

    @Test
    void aDeviceOfTheCaThatCameBeforeThemIsLetIn() {
        assertThat(knock(early.device("stranger"))).isEqualTo(Stranger.LET_IN);
    }

    @Test
    void aListedDeviceOfTheCaThatCameAfterThemIsClaimedAndOpensTheDoorToOthersOfItsCa() {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            assertThat(knock(late.device("stranger"))).as("unlisted, attempt %d", attempt).isEqualTo(UNDECIDED);
        }
        Meter meter = world.stack.meter(late.device("listed").identity(), DeviceProfile.PELION);
        world.acme.enroll(meter.enrollmentId());

        meter.powerOn();

        assertThat(meter).isRegisteredTo(world.acme);
        assertThat(knock(late.device("stranger"))).as("unlisted, afterwards").isEqualTo(Stranger.LET_IN);
        world.stack.stopCore();
        assertThat(knock(late.device("stranger"))).as("while the core is away").isEqualTo(Stranger.LET_IN);
        world.stack.startCore();
    }

    private static String knock(Shown shown) {
        return Stranger.showing(shown).knock(world.bootstrap.port());
    }
}
