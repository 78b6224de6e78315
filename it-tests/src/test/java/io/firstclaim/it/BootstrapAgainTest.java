package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.it.stack.WireClient;
import io.firstclaim.it.stack.WireClient.Manners;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.device.v1.RequestBootstrapRequest;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceProfile;
import java.util.Objects;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The same device bootstraps more than once, and stays the same device.
@ExtendWith(RunningStack.class)
class BootstrapAgainTest {
    private final Stack stack;
    private final Tenant acme;
    private final Maker maker;

    BootstrapAgainTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        maker = stack.maker("Meter maker");
        acme.trusts(maker);
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void aDeviceThatLostItsStateIsTheSameDeviceAgain(DeviceProfile profile) {
        Meter meter = claimed(profile);
        String deviceId = Objects.requireNonNull(meter.view().deviceId());

        meter.factoryReset();
        meter.powerOn();

        assertThat(meter).isRegisteredTo(acme);
        assertThat(meter.view().deviceId()).isEqualTo(deviceId);
        assertThat(acme.account().getDeviceCount()).isEqualTo(1);
        assertThat(acme.historyOf(meter)).contains(ClaimEventType.CLAIM_EVENT_TYPE_BOOTSTRAPPED_AGAIN);
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void aRebootedDeviceRegistersWithWhatItHas(DeviceProfile profile) {
        Meter meter = claimed(profile);

        meter.reboot();

        meter.await(DeviceEvent.Registered.class, 2);
        assertThat(meter).isRegisteredTo(acme);
        assertThat(meter.count(DeviceEvent.Bootstrapped.class)).isEqualTo(1);
    }

    @Test
    void aFullQuotaDoesNotKeepADeviceOutThatIsInAlready() {
        Meter meter = claimed(DeviceProfile.PELION);
        acme.mayOwn(0);

        meter.factoryReset();
        meter.powerOn();

        assertThat(meter).isRegisteredTo(acme);
    }

    @Test
    void aRegisteredDeviceBootstrapsAgainWhenItsAccountAsksForIt() throws InterruptedException {
        Meter meter = claimed(DeviceProfile.STANDARD);
        String deviceId = Objects.requireNonNull(meter.view().deviceId());

        acme.directory().requestBootstrap(RequestBootstrapRequest.newBuilder().setId(deviceId).build());
        assertThat(meter.update()).isEqualTo(204);

        meter.await(DeviceEvent.Bootstrapped.class, 2);
        meter.await(DeviceEvent.Registered.class, 2);
        assertThat(meter).isRegisteredTo(acme);
        assertThat(meter.view().deviceId()).isEqualTo(deviceId);
        assertThat(meter.count(DeviceEvent.Deregistered.class)).isEqualTo(1);
        assertThat(meter.update()).as("it is asked once only").isEqualTo(204);
        assertThat(meter.count(DeviceEvent.Bootstrapped.class)).isEqualTo(2);
    }

    @Test
    void aSecondBootstrapOfADeviceCancelsTheFirst() throws Exception {
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());
        WireClient stuck = WireClient.open(stack, stack.edge().bootstrapPort(), Identity.of(meter), Manners.SILENT);
        assertThat(stuck.send(bootstrap("meter-1")).getCode()).isEqualTo(ResponseCode.CHANGED);
        await().atMost(Limits.STEP).until(() -> stuck.asked().contains("DELETE /0"));

        meter.powerOn();

        assertThat(meter).isRegisteredTo(acme);
        assertThat(stuck.asked()).containsOnly("DELETE /0");
        assertThat(acme.devices()).hasSize(1);
    }

    @Test
    void aDeviceThatGivesUpHalfWayIsServedWhenItComesBack() throws Exception {
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());
        try (WireClient lost = WireClient.open(stack, stack.edge().bootstrapPort(), Identity.of(meter),
                Manners.SILENT)) {
            lost.send(bootstrap("meter-1"));
            await().atMost(Limits.STEP).until(() -> !lost.asked().isEmpty());
        }

        meter.powerOn();

        assertThat(meter).isRegisteredTo(acme);
        assertThat(acme.account().getDeviceCount()).isEqualTo(1);
    }

    private static Request bootstrap(String endpointName) {
        Request request = WireClient.request(Code.POST, "bs", "ep=" + endpointName);
        request.getOptions().setMaxAge(0);
        return request;
    }

    private Meter claimed(DeviceProfile profile) {
        Meter meter = maker.makes("meter-1", profile);
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        assertThat(meter).isRegisteredTo(acme);
        return meter;
    }
}
