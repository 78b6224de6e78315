package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.simulator.DevicePlatform.Settings;
import io.firstclaim.simulator.ScriptedServer.Setup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A device, and a cloud that plays the plans right unless the test makes it do otherwise.
@Timeout(60)
abstract class DeviceTest {
    static final Duration LIMIT = Duration.ofSeconds(20);
    static final DeviceOptions PELION = Fast.options(DeviceProfile.PELION);
    static final DeviceOptions STANDARD = Fast.options(DeviceProfile.STANDARD);

    @TempDir
    Path folder;

    TestCloud cloud;
    final List<DeviceEvent> events = new CopyOnWriteArrayList<>();
    private @Nullable SimulatedDevice device;
    private @Nullable DevicePlatform platform;

    @BeforeEach
    void startCloud() throws IOException {
        cloud = new TestCloud();
    }

    @AfterEach
    @Timeout(60)
    void stopAll() throws InterruptedException {
        cloud.bootstrap.fallSilent();
        cloud.registration.fallSilent();
        if (device != null) {
            device.close();
        }
        if (platform != null) {
            platform.close();
        }
        cloud.close();
        assertThat(cloud.bootstrap.failures).isEmpty();
        assertThat(cloud.registration.failures).isEmpty();
    }

    /// Replaces the cloud by one with other settings.
    void restartCloud(Setup setup) throws IOException {
        restartCloud(new TestCloud(setup));
    }

    void restartCloud(TestCloud other) {
        cloud.close();
        cloud = other;
    }

    /// Powers a new first-to-claim device on.
    SimulatedDevice powerOn(DeviceOptions options) {
        return powerOn(cloud.firstToClaim(folder), options);
    }

    SimulatedDevice powerOn(Path deviceFolder, DeviceOptions options) {
        SimulatedDevice opened = open(deviceFolder, options);
        opened.addListener(events::add);
        device = opened;
        opened.powerOn();
        return opened;
    }

    /// What the device's link is made of.
    abstract LinkKind kind();

    /// A device on such a link, powered off.
    SimulatedDevice open(Path deviceFolder, DeviceOptions options) {
        return switch (kind()) {
            case CALIFORNIUM -> SimulatedDevice.open(deviceFolder, options);
            case LEAN -> {
                if (platform == null) {
                    platform = new DevicePlatform(Settings.DEFAULT);
                }
                yield platform.open(FactoryItems.read(deviceFolder), options, new FolderMemory(deviceFolder), 1);
            }
        };
    }

    /// The device that was powered on.
    SimulatedDevice device() {
        return Objects.requireNonNull(device);
    }

    static DeviceView awaitRegistered(SimulatedDevice device) {
        await().atMost(LIMIT).until(() -> device.show().registered());
        return device.show();
    }

    /// Waits for the n-th event of a kind and returns it.
    <E extends DeviceEvent> E awaitEvent(Class<E> kind, int number) {
        await().atMost(LIMIT).until(() -> of(kind).size() >= number);
        return of(kind).get(number - 1);
    }

    <E extends DeviceEvent> E awaitEvent(Class<E> kind) {
        return awaitEvent(kind, 1);
    }

    private <E extends DeviceEvent> List<E> of(Class<E> kind) {
        return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
}
