package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.ScriptedServer.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A device that is played the right plan ends registered.
class FirstClaimTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private TestCloud cloud;

    @BeforeEach
    void startCloud() throws IOException {
        cloud = new TestCloud();
    }

    @AfterEach
    void stopCloud() {
        cloud.close();
        assertThat(cloud.bootstrap.failures).isEmpty();
    }

    @Test
    void aPelionDeviceIsClaimedByPlanPAndRegisters() throws InterruptedException {
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));

        assertRegistered(Fast.options(DeviceProfile.PELION));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aStandardDeviceIsClaimedByPlanSAndRegisters(int own) throws InterruptedException {
        cloud.bootstrap.always(Answer.letIn(cloud.planS(own)));

        assertRegistered(Fast.options(DeviceProfile.STANDARD).withOwnBootstrapInstance(own));
    }

    private void assertRegistered(DeviceOptions options) throws InterruptedException {
        try (SimulatedDevice device = SimulatedDevice.open(cloud.firstToClaim(folder), options)) {
            device.powerOn();

            DeviceView view = device.awaitSettled(LIMIT);

            assertThat(view.state()).as(view.toString()).isEqualTo(DeviceState.REGISTERED);
            assertThat(view.bootstrapUri()).isEqualTo(cloud.claimedUri());
            assertThat(view.accountId()).isEqualTo(TestCloud.ACCOUNT);
            assertThat(view.deviceId()).isEqualTo(TestCloud.DEVICE_ID);
            assertThat(view.location()).isEqualTo("rd/" + TestCloud.ACCOUNT + "/" + TestCloud.DEVICE_ID);
            assertThat(view.shown()).isEmpty();
        }
    }
}
