package io.firstclaim.core.claim;

import static io.firstclaim.core.claim.ClaimDevicesTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.device.Device;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A claimed device that comes with another endpoint name.
class RenamedDevicesTest {
    private static final Maker OEM = Maker.named("OEM");

    private final World world = new World();
    private final Tenant acme = world.account("Acme");

    @BeforeEach
    void trust() {
        acme.trusts(OEM);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void takesAFreeName() {
        var meter = OEM.device("old");
        acme.lists(meter);
        var before = world.claim(meter);

        var after = world.claim(meter.named("new"));

        assertThat(after.deviceId()).isEqualTo(before.deviceId());
        assertThat(acme.device().endpointName().text()).isEqualTo("new");
        assertThat(after.certificate().getSubjectX500Principal().getName()).endsWith("CN=new");
        assertThat(acme.history()).containsExactly(ClaimEvent.Type.ENROLLED, ClaimEvent.Type.CLAIMED,
                ClaimEvent.Type.RENAMED, ClaimEvent.Type.BOOTSTRAPPED_AGAIN);
    }

    @Test
    void isRefusedATakenNameAndKeepsItsOwn() {
        var meter = OEM.device("mine");
        var other = OEM.device("taken");
        acme.lists(meter);
        acme.lists(other);
        world.claim(meter);
        world.claim(other);

        assertRefused(world.bootstrap(meter.named("taken")), RefusalReason.DUPLICATE_ENDPOINT_NAME);

        assertThat(acme.devices()).extracting(Device::endpointName).extracting(Object::toString)
                .containsExactlyInAnyOrder("mine", "taken");
    }

    @Test
    void givesItsOldNameUp() {
        var meter = OEM.device("name");
        var other = OEM.device("name");
        acme.lists(meter);
        acme.lists(other);
        world.claim(meter);
        world.claim(meter.named("another"));

        assertThat(world.claim(other).repeated()).isFalse();
    }

    @Test
    void mayTakeTheNameOfADeviceThatLeft() {
        var meter = OEM.device("mine");
        var leaving = OEM.device("wanted");
        acme.lists(meter);
        var enrollment = acme.lists(leaving);
        world.claim(meter);
        world.claim(leaving);
        acme.cancels(enrollment);

        world.claim(meter.named("wanted"));

        assertThat(acme.device().endpointName().text()).isEqualTo("wanted");
    }
}
