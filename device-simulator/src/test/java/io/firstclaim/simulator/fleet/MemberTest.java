package io.firstclaim.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.DeviceStep;
import io.firstclaim.simulator.Refusal;
import io.firstclaim.simulator.StepHook.Verdict;
import io.firstclaim.simulator.fleet.Fate.Blow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MemberTest {
    private static final DeviceEvent REFUSED = new DeviceEvent.Refused(
            new Refusal(403, "Enrollment ID not registered."), "shown");
    private static final DeviceEvent WAITING = new DeviceEvent.Waiting(Duration.ofSeconds(12));
    private static final DeviceEvent BOOTSTRAPPING = new DeviceEvent.Bootstrapping("coaps://localhost");
    private static final DeviceEvent REGISTERING = new DeviceEvent.Registering("coaps://localhost");

    private final Tally tally = new Tally(1);
    private final List<String> calls = new ArrayList<>();

    private Member member(Goal goal, @Nullable Blow blow) {
        Member member = new Member(new Fate(0, Path.of("meter-1"), DeviceProfile.PELION, Duration.ZERO, blow, 1), goal,
                tally, () -> calls.add("first attempt over"), () -> calls.add("power cut"));
        member.poweredOn();
        member.on(BOOTSTRAPPING);
        return member;
    }

    private static DeviceEvent registered(String deviceId) {
        return new DeviceEvent.Registered(deviceId, "rd/acme/" + deviceId);
    }

    private static void register(Member member, String deviceId) {
        member.on(new DeviceEvent.Bootstrapped("acme"));
        member.on(REGISTERING);
        member.on(registered(deviceId));
    }

    @Test
    void aRegisteredDeviceIsAtItsGoal() {
        Member member = member(Goal.REGISTERED, null);
        register(member, "d1");

        assertThat(member.isAtGoal()).isTrue();
        assertThat(tally.counts().atGoal()).isEqualTo(1);
        assertThat(tally.counts().in(FleetState.REGISTERED)).isEqualTo(1);
        assertThat(calls).containsExactly("first attempt over");
        assertThat(tally.counts().latencyMillis().get(Stretch.ONBOARDING)).isNotNull().extracting(Latency::count)
                .isEqualTo(1L);
    }

    @Test
    void aRefusedDeviceIsSettledButNotRegistered() {
        Member settled = member(Goal.SETTLED, null);
        settled.on(REFUSED);
        settled.on(WAITING);
        assertThat(settled.isAtGoal()).isTrue();

        Member registered = member(Goal.REGISTERED, null);
        registered.on(REFUSED);
        registered.on(WAITING);
        assertThat(registered.isAtGoal()).isFalse();
        assertThat(tally.counts().refusals()).containsEntry("bootstrap: 4.03 Enrollment ID not registered.", 2L);
    }

    @Test
    void aDeviceThatHeardNothingIsNotSettled() {
        Member member = member(Goal.SETTLED, null);
        member.on(new DeviceEvent.Failed("Network Error."));
        member.on(WAITING);

        assertThat(member.isAtGoal()).isFalse();
        assertThat(tally.counts().failures()).containsEntry("bootstrap: Network Error.", 1L);
    }

    @Test
    void aRegistrationThatIsLostIsNoLongerAtTheGoal() {
        Member member = member(Goal.REGISTERED, null);
        register(member, "d1");
        member.on(REGISTERING);

        assertThat(member.isAtGoal()).isFalse();
        member.on(new DeviceEvent.Failed("Network Error."));
        assertThat(tally.counts().failures()).containsEntry("registration: Network Error.", 1L);
    }

    @Test
    void attemptsAndIdsAreRemembered() {
        Member member = member(Goal.REGISTERED, null);
        member.on(WAITING);
        member.on(BOOTSTRAPPING);
        register(member, "d1");
        member.on(registered("d1"));
        member.on(registered("d2"));

        assertThat(member.attempts()).isEqualTo(2);
        assertThat(member.locations()).containsExactlyInAnyOrder("rd/acme/d1", "rd/acme/d2");
        assertThat(calls).containsExactly("first attempt over");
    }

    @Test
    void whatThePlanHasInStoreHappensOnceAndAtItsStepOnly() {
        Member member = member(Goal.REGISTERED, new Blow(Fault.Kind.REBOOT, DeviceStep.BOOTSTRAP_LET_IN));

        assertThat(member.reached(DeviceStep.BOOTSTRAP_REQUESTED)).isEqualTo(Verdict.GO_ON);
        assertThat(member.reached(DeviceStep.BOOTSTRAP_LET_IN)).isEqualTo(Verdict.CUT_POWER);
        assertThat(member.state()).isEqualTo(FleetState.REBOOTING);
        member.on(new DeviceEvent.PoweredOff());
        assertThat(calls).containsExactly("first attempt over", "power cut");

        member.on(BOOTSTRAPPING);
        assertThat(member.reached(DeviceStep.BOOTSTRAP_LET_IN)).isEqualTo(Verdict.GO_ON);
        register(member, "d1");
        assertThat(member.isAtGoal()).isTrue();
        assertThat(tally.counts().faultsDone()).containsEntry(Fault.Kind.REBOOT, 1L);
    }

    @Test
    void aDeviceThatIsToRebootOnceItIsRegisteredIsAtItsGoalOnlyAfterwards() {
        Member member = member(Goal.REGISTERED, new Blow(Fault.Kind.REBOOT, DeviceStep.REGISTRATION_STORED));
        register(member, "d1");
        assertThat(member.isAtGoal()).isFalse();

        assertThat(member.reached(DeviceStep.REGISTRATION_STORED)).isEqualTo(Verdict.CUT_POWER);
        assertThat(member.isAtGoal()).isFalse();
        member.on(REGISTERING);
        member.on(registered("d1"));
        assertThat(member.isAtGoal()).isTrue();
    }

    @Test
    void aDeviceThatFallsSilentOnceItIsRegisteredStaysRegistered() {
        Member member = member(Goal.REGISTERED, new Blow(Fault.Kind.SILENCE, DeviceStep.REGISTRATION_STORED));
        register(member, "d1");

        assertThat(member.reached(DeviceStep.REGISTRATION_STORED)).isEqualTo(Verdict.FALL_SILENT);
        assertThat(member.isAtGoal()).isTrue();
    }

    @Test
    void aFolderThatIsNoDeviceIsAFailure() {
        Member member = new Member(new Fate(0, Path.of("meter-1"), DeviceProfile.PELION, Duration.ZERO, null, 1),
                Goal.REGISTERED, tally, () -> calls.add("first attempt over"), () -> {});
        member.isUnusable("no device: device.properties is missing");

        assertThat(member.state()).isEqualTo(FleetState.GAVE_UP);
        assertThat(tally.counts().failures()).containsEntry("no device: device.properties is missing", 1L);
        assertThat(calls).containsExactly("first attempt over");
    }
}
