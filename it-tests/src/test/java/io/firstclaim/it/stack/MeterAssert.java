package io.firstclaim.it.stack;

import static org.awaitility.Awaitility.await;

import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceState;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceView;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/// What is said about meters. Each assertion waits, within [Limits#STEP], for the meter to get there by itself.
public final class MeterAssert extends AbstractAssert<MeterAssert, Meter> {
    private MeterAssert(Meter meter) {
        super(meter, MeterAssert.class);
    }

    /// Begins.
    public static MeterAssert assertThat(Meter meter) {
        return new MeterAssert(meter);
    }

    /// It is registered, and both it and the account's directory say to that account.
    public MeterAssert isRegisteredTo(Tenant owner) {
        await().atMost(Limits.STEP).untilAsserted(() -> Assertions.assertThat(actual.view())
                .as(actual + " is registered to " + owner + "; events " + actual.events())
                .matches(view -> view.registered() && owner.id().equals(view.accountId())));
        DeviceView view = actual.view();
        Device device = owner.device(actual).orElseThrow(() -> new AssertionError(owner + " has no " + actual));
        Assertions.assertThat(device.getState()).isEqualTo(DeviceState.DEVICE_STATE_REGISTERED);
        Assertions.assertThat(device.getId()).isEqualTo(view.deviceId());
        Assertions.assertThat(device.getEndpointName()).isEqualTo(actual.endpointName());
        Assertions.assertThat(view.location()).isEqualTo("rd/" + owner.id() + "/" + device.getId());
        Assertions.assertThat(view.shown()).isEmpty();
        return this;
    }

    /// At some time it showed exactly this.
    public MeterAssert shows(String text) {
        await().atMost(Limits.STEP).untilAsserted(() -> Assertions.assertThat(actual.events()).as("events of " + actual)
                .extracting(MeterAssert::shownBy).contains(text));
        return this;
    }

    /// So far it has not come in anywhere.
    public MeterAssert hasNeverBeenLetIn() {
        Assertions.assertThat(actual.count(DeviceEvent.Bootstrapped.class)).isZero();
        return this;
    }

    private static String shownBy(DeviceEvent event) {
        return switch (event) {
            case DeviceEvent.Refused refused -> refused.shown();
            case DeviceEvent.RegistrationRefused refused -> refused.shown();
            case DeviceEvent.Failed failed -> failed.shown();
            case DeviceEvent.GaveUp gaveUp -> gaveUp.shown();
            case DeviceEvent.Bootstrapping _,DeviceEvent.Bootstrapped _,DeviceEvent.Registering _,DeviceEvent.Registered _,DeviceEvent.Updated _,DeviceEvent.Deregistered _,DeviceEvent.Waiting _,DeviceEvent.PoweredOff _ ->
                "";
        };
    }
}
