package io.firstclaim.core.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.device.DeviceState;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConfirmBootstrapTest {
    private static final Maker OEM = Maker.named("OEM");

    private final World world = new World();
    private final Tenant acme = world.account("Acme");
    private final SampleDevice meter = OEM.device("meter");

    @BeforeEach
    void trust() {
        acme.trusts(OEM);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void anAcknowledgedBootstrapIsWrittenDown() {
        acme.lists(meter);
        var claimed = world.claim(meter);

        assertThat(world.confirm(claimed)).isTrue();
        assertThat(acme.device().state()).isEqualTo(DeviceState.BOOTSTRAPPED);
        assertThat(acme.device().bootstrappedAt()).isEqualTo(Samples.NOW);
        assertThat(acme.history()).endsWith(ClaimEvent.Type.CONFIRMED);
    }

    @Test
    void aRepeatedAcknowledgementChangesNothing() {
        acme.lists(meter);
        var claimed = world.claim(meter);
        world.confirm(claimed);
        var version = acme.device().version();

        assertThat(world.confirm(claimed)).isTrue();
        assertThat(acme.device().version()).isEqualTo(version);
        assertThat(acme.history()).containsOnlyOnce(ClaimEvent.Type.CONFIRMED);
    }

    @Test
    void theNewOneRetiresTheOld() {
        acme.lists(meter);
        var old = world.claim(meter);
        world.confirm(old);
        var newer = world.claim(meter);
        assertThat(world.isGood(old)).isTrue();

        world.confirm(newer);

        assertThat(world.isGood(old)).isFalse();
        assertThat(world.isGood(newer)).isTrue();
    }

    @Test
    void thoseThatComeAtOnceAreConfirmedEachByItself() throws Exception {
        var meters = IntStream.range(0, 10).mapToObj(i -> OEM.device("meter-" + i)).toList();
        meters.forEach(acme::lists);
        var claimed = meters.stream().map(world::claim).toList();
        var newer = world.claim(meters.getFirst());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Boolean>>();
            claimed.forEach(each -> answers.add(threads.submit(() -> world.confirm(each))));
            for (int i = 0; i < answers.size(); i++) {
                assertThat(answers.get(i).get(20, TimeUnit.SECONDS)).isEqualTo(i > 0);
            }
        }
        assertThat(world.isGood(newer)).isTrue();
        assertThat(acme.devices()).filteredOn(device -> device.state() == DeviceState.BOOTSTRAPPED).hasSize(9);
    }

    @Test
    void aSupersededOneIsNotConfirmed() {
        acme.lists(meter);
        var first = world.claim(meter);
        var second = world.claim(meter);

        assertThat(world.confirm(first)).isFalse();
        assertThat(world.isGood(second)).isTrue();
        assertThat(acme.device().state()).isEqualTo(DeviceState.CLOUD_ENROLLING);
    }

    @Test
    void aCancelledOneIsNotConfirmed() {
        var enrollment = acme.lists(meter);
        var claimed = world.claim(meter);
        acme.cancels(enrollment);

        assertThat(world.confirm(claimed)).isFalse();
        assertThat(acme.history()).endsWith(ClaimEvent.Type.CANCELLED);
    }

    @Test
    void anUnknownOneIsNotConfirmed() {
        assertThat(world.confirmBootstrap.confirm(Samples.id())).isFalse();
    }
}
