package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.simulator.DevicePlatform.Settings;
import io.firstclaim.simulator.ScriptedServer.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// What devices of a platform have in common.
class DevicePlatformTest extends DeviceTest {
    @Override
    LinkKind kind() {
        return LinkKind.LEAN;
    }

    @Test
    void aDeviceKeepsItsFlashOverAReboot() throws InterruptedException {
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));
        Path made = cloud.firstToClaim(folder);
        try (DevicePlatform platform = new DevicePlatform(Settings.DEFAULT);
                SimulatedDevice device = platform.open(made, PELION, 1)) {
            device.powerOn();
            assertThat(device.awaitSettled(LIMIT).registered()).isTrue();

            device.reboot();

            assertThat(device.awaitSettled(LIMIT).registered()).isTrue();
        }
        assertThat(cloud.bootstrap.requests("bs")).hasSize(1);
        assertThat(cloud.registration.requests("rd")).hasSize(2);
        assertThat(Files.exists(made.resolve("state"))).isFalse();
    }

    @Test
    void aFactoryResetEmptiesItsFlash() throws InterruptedException {
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));
        try (DevicePlatform platform = new DevicePlatform(Settings.DEFAULT);
                SimulatedDevice device = platform.open(cloud.firstToClaim(folder), PELION, 1)) {
            device.powerOn();
            device.awaitSettled(LIMIT);

            device.factoryReset();
            device.powerOn();

            assertThat(device.awaitSettled(LIMIT).registered()).isTrue();
        }
        assertThat(cloud.bootstrap.requests("bs")).hasSize(2);
    }

    @Test
    void itsDevicesCanBeSentToAnotherBootstrapServer() {
        Path firstToClaim = DeviceFolder.firstToClaim(folder.resolve("a"), cloud.makerCa, cloud.serverCa,
                "coaps://elsewhere");
        Path preAssigned = DeviceFolder.preAssigned(folder.resolve("b"), cloud.makerCa, cloud.serverCa,
                "coaps://elsewhere?aid=" + TestCloud.ACCOUNT);
        Settings settings = Settings.DEFAULT.withBootstrapUri(cloud.bootstrap.uri());
        try (DevicePlatform platform = new DevicePlatform(settings)) {
            assertThat(platform.open(firstToClaim, PELION, 1).show().bootstrapUri()).isEqualTo(cloud.bootstrap.uri());
            assertThat(platform.open(preAssigned, PELION, 2).show().bootstrapUri()).isEqualTo(cloud.claimedUri());
        }
    }

    @Test
    void aBootstrapServerIsAUri() {
        Settings settings = Settings.DEFAULT.withBootstrapUri("localhost:5684");

        assertThatThrownBy(() -> new DevicePlatform(settings)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localhost:5684");
    }
}
