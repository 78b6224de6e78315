package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.simulator.DevicePlatform.Settings;
import io.firstclaim.simulator.NetworkConditions.NatRebinding;
import io.firstclaim.simulator.ScriptedServer.Answer;
import io.firstclaim.simulator.ScriptedServer.Setup;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a bad network does to a device, and that it ends well all the same.
@Timeout(120)
class NetworkTest extends DeviceTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final List<DeviceStep> steps = new CopyOnWriteArrayList<>();

    @Override
    LinkKind kind() {
        return LinkKind.LEAN;
    }

    @BeforeEach
    void makeTheCloudPatient() throws IOException {
        restartCloud(Setup.PATIENT);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    private DevicePlatform platform(Settings settings) {
        DevicePlatform platform = new DevicePlatform(settings);
        open.add(platform);
        return platform;
    }

    private DevicePlatform platform(NetworkConditions conditions) {
        return platform(Settings.DEFAULT.withNetwork(conditions));
    }

    private DeviceOptions options(DeviceProfile profile) {
        return Fast.options(profile).withPatience(Duration.ofSeconds(30)).withSteps(step -> {
            steps.add(step);
            return StepHook.Verdict.GO_ON;
        });
    }

    private SimulatedDevice powerOn(DevicePlatform platform, DeviceOptions options, String name) {
        cloud.bootstrap.always(Answer.letIn(switch (options.profile()) {
            case PELION -> cloud.planP();
            case STANDARD -> cloud.planS(0);
        }));
        SimulatedDevice device = platform.open(cloud.firstToClaim(folder.resolve(name)), options, 5);
        open.add(device);
        device.addListener(events::add);
        device.powerOn();
        return device;
    }

    private SimulatedDevice register(DevicePlatform platform, DeviceOptions options) throws InterruptedException {
        SimulatedDevice device = powerOn(platform, options, "device");
        assertThat(device.awaitSettled(LONG).registered()).isTrue();
        return device;
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void whatIsLostIsSentAgain(DeviceProfile profile) throws InterruptedException {
        DevicePlatform platform = platform(NetworkConditions.PERFECT.withLoss(0.1));

        register(platform, options(profile));

        assertThat(platform.network().lost()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void whatArrivesTwiceIsDoneOnce(DeviceProfile profile) throws InterruptedException {
        DevicePlatform platform = platform(NetworkConditions.PERFECT.withDuplication(1));

        register(platform, options(profile));

        assertThat(platform.network().duplicated()).isGreaterThan(20);
        await().atMost(LIMIT).until(() -> steps.contains(DeviceStep.REGISTRATION_STORED));
        assertThat(steps).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void whatIsOvertakenStillCounts(DeviceProfile profile) throws InterruptedException {
        DevicePlatform platform = platform(NetworkConditions.PERFECT.withReordering(0.3));

        register(platform, options(profile));

        assertThat(platform.network().reordered()).isPositive();
    }

    @Test
    void aSlowNetworkOnlyTakesLonger() throws InterruptedException {
        DevicePlatform platform = platform(
                NetworkConditions.PERFECT.withDelay(Duration.ofMillis(20), Duration.ofMillis(60)));

        register(platform, options(DeviceProfile.PELION));

        assertThat(platform.network().delayed()).isGreaterThan(20);
        assertThat(cloud.bootstrap.requests("bs")).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void aPathThatDropsLargeDatagramsIsStillPassed(DeviceProfile profile) throws Exception {
        Pki.Entity ca = Pki.ca("Server");
        restartCloud(new TestCloud(Setup.PATIENT, ca, Pki.largeServer(ca, "localhost", 900)));
        DevicePlatform platform = platform(NetworkConditions.PERFECT.withMtu(NetworkConditions.LEAST_MTU));

        register(platform, options(profile));

        assertThat(platform.network().tooLarge()).isPositive();
    }

    @Test
    void aSessionWithAConnectionIdGoesOnFromAnotherPort() throws InterruptedException {
        DevicePlatform platform = platform(
                NetworkConditions.PERFECT.withRebinding(NatRebinding.at(DeviceStep.REGISTRATION_STORED)));
        SimulatedDevice device = register(platform, options(DeviceProfile.STANDARD));
        await().atMost(LIMIT).until(() -> platform.network().rebound() == 1);
        cloud.registration.next.add(Answer.of(ResponseCode.CHANGED));

        assertThat(device.update()).isEqualTo(204);

        assertThat(platform.network().handshakes()).isEqualTo(2);
        assertThat(cloud.registration.requests).extracting(request -> request.getSourceContext().getPeerAddress())
                .doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void aSessionWithoutAConnectionIdIsLostAndMadeAnew() throws InterruptedException {
        DevicePlatform platform = platform(
                NetworkConditions.PERFECT.withRebinding(NatRebinding.at(DeviceStep.REGISTRATION_STORED)));
        SimulatedDevice device = register(platform,
                options(DeviceProfile.PELION).withPatience(Duration.ofSeconds(6)));
        await().atMost(LIMIT).until(() -> platform.network().rebound() == 1);

        assertThat(device.update()).isZero();

        awaitEvent(DeviceEvent.Registered.class, 2);
        assertThat(platform.network().handshakes()).isEqualTo(3);
        assertThat(cloud.bootstrap.requests("bs")).hasSize(1);
    }

    @Test
    void aNatThatForgetsIdleDevicesGivesThemAnotherPortEachTime() throws InterruptedException {
        DevicePlatform platform = platform(
                NetworkConditions.PERFECT.withRebinding(NatRebinding.afterIdle(Duration.ofMillis(20))));
        SimulatedDevice device = register(platform, options(DeviceProfile.STANDARD));
        cloud.registration.always(Answer.of(ResponseCode.CHANGED));
        long before = platform.network().rebound();

        await().atMost(LIMIT).pollDelay(Duration.ofMillis(50)).until(device::update, code -> code == 204);

        assertThat(platform.network().rebound()).isGreaterThan(before);
    }

    @Test
    void aSilentDeviceLetsGoOfItsSocketAndKeepsASessionWithAConnectionId() throws InterruptedException {
        DevicePlatform platform = platform(Settings.DEFAULT.withSockets(100, Duration.ofMillis(50)));
        SimulatedDevice device = register(platform, options(DeviceProfile.STANDARD));
        await().atMost(LIMIT).until(() -> platform.network().openSockets() == 0);
        cloud.registration.next.add(Answer.of(ResponseCode.CHANGED));

        assertThat(device.update()).isEqualTo(204);

        assertThat(platform.network().letGo()).isPositive();
        assertThat(platform.network().handshakes()).isEqualTo(2);
    }

    @Test
    void aSilentDeviceWithoutAConnectionIdMakesANewHandshakeForItsNextUpdate() throws InterruptedException {
        DevicePlatform platform = platform(Settings.DEFAULT.withSockets(100, Duration.ofMillis(50)));
        SimulatedDevice device = register(platform, options(DeviceProfile.PELION));
        await().atMost(LIMIT).until(() -> platform.network().openSockets() == 0);
        cloud.registration.next.add(Answer.of(ResponseCode.CHANGED));

        assertThat(device.update()).isEqualTo(204);

        assertThat(platform.network().handshakes()).isEqualTo(3);
        assertThat(cloud.registration.requests("rd")).hasSize(1);
    }

    @Test
    void fewSocketsAreEnoughForManyDevices() throws InterruptedException {
        DevicePlatform platform = platform(Settings.DEFAULT.withSockets(2, Duration.ofHours(1)));
        List<SimulatedDevice> devices = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            devices.add(powerOn(platform, Fast.options(DeviceProfile.PELION), "device-" + i));
        }

        for (SimulatedDevice device : devices) {
            assertThat(device.awaitSettled(LONG).registered()).isTrue();
        }

        assertThat(platform.network().mostOpenSockets()).isLessThanOrEqualTo(2);
        assertThat(platform.network().letGo()).isGreaterThanOrEqualTo(4);
    }
}
