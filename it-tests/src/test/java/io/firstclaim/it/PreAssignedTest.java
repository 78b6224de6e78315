package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.device.v1.DeleteDeviceRequest;
import io.firstclaim.proto.device.v1.DeviceOrigin;
import io.firstclaim.proto.device.v1.UnblockDeviceRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceProfile;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Devices whose account is known in the factory.
@ExtendWith(RunningStack.class)
class PreAssignedTest {
    private static final String REFUSED = "response-forbidden:Enrollment ID not registered.";

    private final Stack stack;
    private final Tenant acme;
    private final Maker maker;

    PreAssignedTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        maker = stack.maker("Acme's own factory");
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void theMakersOwnDeviceNeedsNoEnrollment(DeviceProfile profile) {
        acme.isMaker(maker);
        Meter meter = maker.makesFor(acme, "meter-1", profile);

        meter.powerOn();

        assertThat(meter).isRegisteredTo(acme);
        assertThat(acme.device(meter).orElseThrow().getOrigin()).isEqualTo(DeviceOrigin.DEVICE_ORIGIN_PRE_ASSIGNED);
    }

    @Test
    void aCaInEnrollmentModeAlwaysNeedsTheEnrollment() {
        acme.trusts(maker);
        Meter meter = maker.makesFor(acme, "meter-1", DeviceProfile.PELION);

        meter.powerOn();
        assertThat(meter).shows(REFUSED).hasNeverBeenLetIn();

        acme.enroll(meter.enrollmentId());
        assertThat(meter).isRegisteredTo(acme);
    }

    @Test
    void anAccountThatDidNotProveItselfIsNoOwner() {
        stack.tenant("Maker's own account").isMaker(maker);
        Meter meter = maker.makesFor(acme, "meter-1", DeviceProfile.PELION);

        meter.powerOn();

        assertThat(meter).shows(REFUSED).hasNeverBeenLetIn();
    }

    @Test
    void theIdOfALivePreAssignedDeviceCannotBeListed() {
        Tenant globex = stack.tenant("Globex");
        Meter meter = preAssignedToAcme();

        assertDuplicate(globex, meter);
        assertDuplicate(acme, meter);
    }

    @Test
    void thePreAssignedPathIsClosedWhileAnotherAccountListsTheDevice() {
        Tenant globex = stack.tenant("Globex");
        globex.trusts(maker);
        acme.isMaker(maker);
        Meter meter = maker.makesFor(acme, "meter-1", DeviceProfile.PELION);
        globex.enroll(meter.enrollmentId());

        meter.powerOn();
        assertThat(meter).shows(REFUSED).hasNeverBeenLetIn();

        globex.cancel(meter.enrollmentId());
        assertThat(meter).isRegisteredTo(acme);
    }

    @Test
    void aRemovedDeviceIsBlockedUntilItIsUnblocked() throws InterruptedException {
        Meter meter = preAssignedToAcme();
        String deviceId = Objects.requireNonNull(meter.view().deviceId());

        acme.directory().deleteDevice(DeleteDeviceRequest.newBuilder().setId(deviceId).build());
        assertThat(acme.account().getDeviceCount()).isZero();
        assertThat(meter.update()).isEqualTo(404);
        assertThat(meter).shows(REFUSED);
        assertThat(acme.devices()).isEmpty();

        acme.directory().unblockDevice(
                UnblockDeviceRequest.newBuilder().setEnrollmentIdentity(meter.enrollmentId()).build());
        assertThat(meter).isRegisteredTo(acme);
        assertThat(meter.view().deviceId()).isNotEqualTo(deviceId);
    }

    @Test
    void aDeviceThatWasClaimedByEnrollmentIsCancelledNotDeleted() {
        acme.trusts(maker);
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        assertThat(meter).isRegisteredTo(acme);

        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> acme.directory().deleteDevice(
                DeleteDeviceRequest.newBuilder().setId(acme.device(meter).orElseThrow().getId()).build()))
                .extracting(CoreErrors::reasonOf).isEqualTo(ErrorReason.ERROR_REASON_NOT_POSSIBLE_NOW);
        assertThat(meter.count(DeviceEvent.Bootstrapped.class)).isEqualTo(1);
    }

    private Meter preAssignedToAcme() {
        acme.isMaker(maker);
        Meter meter = maker.makesFor(acme, "meter-1", DeviceProfile.PELION);
        meter.powerOn();
        assertThat(meter).isRegisteredTo(acme);
        return meter;
    }

    private static void assertDuplicate(Tenant tenant, Meter meter) {
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> tenant.enroll(meter.enrollmentId()))
                .extracting(CoreErrors::reasonOf).isEqualTo(ErrorReason.ERROR_REASON_DUPLICATE);
    }
}
