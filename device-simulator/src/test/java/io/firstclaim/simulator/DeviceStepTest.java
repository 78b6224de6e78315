package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.simulator.ScriptedServer.Answer;
import io.firstclaim.simulator.ScriptedServer.Play;
import io.firstclaim.simulator.StepHook.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The steps a device tells of, and what becomes of it when it loses power or falls silent at one.
class DeviceStepTest extends EveryLinkTest {
    private static final Set<DeviceStep> SOME = Set.of(DeviceStep.BOOTSTRAP_HANDSHAKE, DeviceStep.BOOTSTRAP_LET_IN,
            DeviceStep.LWM2M_ACCOUNT_WRITTEN, DeviceStep.CREDENTIALS_STORED, DeviceStep.REGISTER_SENT);

    private final List<DeviceStep> steps = new CopyOnWriteArrayList<>();

    static Stream<Arguments> stepsToRegistration() {
        return Stream.of(DeviceProfile.values()).flatMap(
                profile -> registering(profile).stream().map(step -> Arguments.of(profile, step)));
    }

    static Stream<Arguments> someSteps() {
        return stepsToRegistration().filter(arguments -> SOME.contains((DeviceStep) arguments.get()[1]));
    }

    private static List<DeviceStep> registering(DeviceProfile profile) {
        return DeviceStep.of(profile).stream()
                .filter(step -> step.compareTo(DeviceStep.REGISTRATION_STORED) <= 0).toList();
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void aDeviceTakesTheStepsOfItsProfileInTheirOrder(DeviceProfile profile) throws InterruptedException {
        cloud.bootstrap.always(Answer.letIn(plan(profile)));
        SimulatedDevice device = powerOn(stepping(profile, _ -> Verdict.GO_ON));
        awaitRegistered(device);
        cloud.registration.next.add(Answer.of(ResponseCode.CHANGED));
        cloud.registration.next.add(Answer.of(ResponseCode.DELETED));

        device.update();
        device.deregister();

        assertThat(steps).containsExactlyElementsOf(DeviceStep.of(profile));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("stepsToRegistration")
    void aDeviceThatLosesPowerAtAStepDoesNothingMoreUntilItIsPoweredOn(DeviceProfile profile, DeviceStep at) {
        firstTimeInterrupted(profile);
        SimulatedDevice device = powerOn(stepping(profile, step -> once(at, step, Verdict.CUT_POWER)));

        awaitEvent(DeviceEvent.PoweredOff.class);
        assertThat(steps).containsExactlyElementsOf(upTo(profile, at));
        assertThat(device.show().state()).isEqualTo(DeviceState.OFF);
        boolean stored = at.compareTo(DeviceStep.CREDENTIALS_STORED) >= 0;
        assertThat(device.show().serverUri() != null).isEqualTo(stored);

        device.powerOn();
        awaitRegistered(device);
        assertThat(events.stream().filter(DeviceEvent.Bootstrapped.class::isInstance)).hasSize(1);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("someSteps")
    void aDeviceThatFallsSilentAtAStepTriesAgainByItself(DeviceProfile profile, DeviceStep at) {
        firstTimeInterrupted(profile);
        powerOn(stepping(profile, step -> once(at, step, Verdict.FALL_SILENT)).withPatience(Duration.ofSeconds(1)));

        awaitEvent(DeviceEvent.Failed.class);
        awaitRegistered(device());

        List<DeviceStep> before = upTo(profile, at);
        assertThat(steps.subList(0, before.size())).isEqualTo(before);
        assertThat(steps.get(before.size())).isIn(DeviceStep.BOOTSTRAP_HANDSHAKE, DeviceStep.REGISTRATION_HANDSHAKE);
    }

    @Test
    void aDeviceThatFallsSilentWhenItHasAnsweredGoesOn() {
        cloud.bootstrap.always(Answer.letIn(cloud.planS(0)));
        powerOn(stepping(DeviceProfile.STANDARD, step -> once(DeviceStep.FINISH_ANSWERED, step, Verdict.FALL_SILENT)));

        awaitRegistered(device());

        assertThat(steps).containsExactlyElementsOf(registering(DeviceProfile.STANDARD));
    }

    @Test
    void aStepIsReadByItsNameInAnyCase() {
        assertThat(Stream.of(DeviceStep.values()).map(DeviceStep::toString).map(DeviceStep::parse))
                .containsExactly(DeviceStep.values());
        assertThat(DeviceStep.parse("Bootstrap-Let-In")).isEqualTo(DeviceStep.BOOTSTRAP_LET_IN);
        assertThatThrownBy(() -> DeviceStep.parse("let-in")).hasMessageContaining("'let-in'")
                .hasMessageContaining("bootstrap-let-in, discover-answered");
    }

    private DeviceOptions stepping(DeviceProfile profile, StepHook hook) {
        return Fast.options(profile).withSteps(step -> {
            steps.add(step);
            return hook.reached(step);
        });
    }

    private Verdict once(DeviceStep at, DeviceStep step, Verdict verdict) {
        return step == at && steps.stream().filter(at::equals).count() == 1 ? verdict : Verdict.GO_ON;
    }

    private static List<DeviceStep> upTo(DeviceProfile profile, DeviceStep last) {
        return registering(profile).stream().filter(step -> step.compareTo(last) <= 0).toList();
    }

    private Play plan(DeviceProfile profile) {
        return switch (profile) {
            case PELION -> cloud.planP();
            case STANDARD -> cloud.planS(0);
        };
    }

    /// The first time the device may go away before the plan is played to its end.
    private void firstTimeInterrupted(DeviceProfile profile) {
        cloud.bootstrap.next.add(Answer.letIn(peer -> {
            try {
                plan(profile).play(peer);
            } catch (AssertionError _) {
                assertThat(steps).isNotEmpty();
            }
        }));
        cloud.bootstrap.always(Answer.letIn(plan(profile)));
    }
}
