package io.firstclaim.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.DeviceStep;
import io.firstclaim.simulator.fleet.Fate.Blow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FatesTest {
    private static final Fault REBOOTS = new Fault(Fault.Kind.REBOOT, new Share(0.1), null);
    private static final Fault SILENCES = new Fault(Fault.Kind.SILENCE, new Share(0.05),
            DeviceStep.DISCOVER_ANSWERED);

    private static FleetPlan plan(int devices) {
        return FleetPlan.of(IntStream.range(0, devices).mapToObj(number -> Path.of("device-" + number)).toList());
    }

    private static long count(List<Fate> fates, Predicate<Fate> which) {
        return fates.stream().filter(which).count();
    }

    private static long struck(List<Fate> fates, Fault.Kind kind) {
        return count(fates, fate -> {
            Blow blow = fate.blow();
            return blow != null && blow.kind() == kind;
        });
    }

    @Test
    void theSamePlanAndSeedHaveTheSameInStoreForEachDevice() {
        FleetPlan plan = plan(500).with(ProfileMix.BOTH).with(REBOOTS, SILENCES).withSeed(7);

        assertThat(plan.fates()).isEqualTo(plan.fates());
    }

    @Test
    void anotherSeedHasSomethingElseInStore() {
        FleetPlan plan = plan(500).with(ProfileMix.BOTH).with(REBOOTS, SILENCES);

        assertThat(plan.withSeed(7).fates()).isNotEqualTo(plan.withSeed(8).fates());
    }

    @Test
    void sharesAreMetExactly() {
        List<Fate> fates = plan(200).with(new ProfileMix(new Share(0.3))).with(REBOOTS, SILENCES).fates();

        assertThat(count(fates, fate -> fate.profile() == DeviceProfile.STANDARD)).isEqualTo(60);
        assertThat(struck(fates, Fault.Kind.REBOOT)).isEqualTo(20);
        assertThat(struck(fates, Fault.Kind.SILENCE)).isEqualTo(10);
    }

    @Test
    void aStepThatOnlyOneProfileHasStrikesOnlyThatProfile() {
        List<Fate> fates = plan(100).with(ProfileMix.BOTH).with(SILENCES).fates();

        assertThat(fates).filteredOn(fate -> fate.blow() != null).hasSize(5)
                .allMatch(fate -> fate.profile() == DeviceProfile.STANDARD);
        assertThat(struck(plan(100).with(SILENCES).fates(), Fault.Kind.SILENCE)).isZero();
    }

    @Test
    void anyStepIsOneBeforeTheRegistrationThatTheProfileHas() {
        List<Fate> fates = plan(400).with(ProfileMix.BOTH).with(new Fault(Fault.Kind.REBOOT, new Share(1), null))
                .fates();

        assertThat(fates).allSatisfy(fate -> {
            DeviceStep step = Objects.requireNonNull(fate.blow()).at();
            assertThat(step).isLessThan(DeviceStep.REGISTERED);
            assertThat(step.isOf(fate.profile())).isTrue();
        });
        assertThat(fates.stream().map(fate -> Objects.requireNonNull(fate.blow()).at()).distinct())
                .hasSizeGreaterThan(10);
    }

    @Test
    void allFaultsTogetherMayStrikeTheWholeFleetButNotMore() {
        FleetPlan plan = plan(3);
        Fault half = new Fault(Fault.Kind.REBOOT, Share.HALF, null);

        assertThat(plan.with(half, half).fates()).allMatch(fate -> fate.blow() != null);
        assertThatThrownBy(() -> plan.with(half, half, REBOOTS)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 100%");
    }

    @Test
    void devicesArriveAllAtOnceOrEvenlyOrAtARate() {
        assertThat(plan(3).fates()).allMatch(fate -> fate.powerOn().isZero());
        assertThat(plan(4).with(new Arrival.Ramp(Duration.ofSeconds(60))).fates())
                .extracting(fate -> fate.powerOn().toSeconds()).containsExactly(0L, 15L, 30L, 45L);
        assertThat(plan(3).with(new Arrival.Rate(2)).fates()).extracting(fate -> fate.powerOn().toMillis())
                .containsExactly(0L, 500L, 1000L);
    }

    @Test
    void aFleetHasDevices() {
        assertThatThrownBy(() -> plan(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
