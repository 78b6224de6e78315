package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.ScriptedServer.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A device that is played the right plan ends registered.
class FirstClaimTest extends EveryLinkTest {
    @Test
    void aPelionDeviceIsClaimedByPlanPAndRegisters() throws InterruptedException {
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));

        assertRegistered(PELION);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aStandardDeviceIsClaimedByPlanSAndRegisters(int own) throws InterruptedException {
        cloud.bootstrap.always(Answer.letIn(cloud.planS(own)));

        assertRegistered(STANDARD.withOwnBootstrapInstance(own));
    }

    private void assertRegistered(DeviceOptions options) throws InterruptedException {
        DeviceView view = powerOn(options).awaitSettled(LIMIT);

        assertThat(view.state()).as(view.toString()).isEqualTo(DeviceState.REGISTERED);
        assertThat(view.bootstrapUri()).isEqualTo(cloud.claimedUri());
        assertThat(view.accountId()).isEqualTo(TestCloud.ACCOUNT);
        assertThat(view.deviceId()).isEqualTo(TestCloud.DEVICE_ID);
        assertThat(view.location()).isEqualTo("rd/" + TestCloud.ACCOUNT + "/" + TestCloud.DEVICE_ID);
        assertThat(view.shown()).isEmpty();
        awaitEvent(DeviceEvent.Registered.class);
        assertThat(events).extracting(event -> event.getClass().getSimpleName()).containsExactly("Bootstrapping",
                "Bootstrapped", "Registering", "Registered");
    }
}
