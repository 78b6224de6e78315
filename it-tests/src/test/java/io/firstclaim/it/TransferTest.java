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
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.device.v1.GetDeviceRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceProfile;
import io.grpc.StatusRuntimeException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A device changes its owner.
@ExtendWith(RunningStack.class)
class TransferTest {
    private final Tenant acme;
    private final Tenant globex;
    private final Maker maker;

    TransferTest(Stack stack) {
        acme = stack.tenant("Acme");
        globex = stack.tenant("Globex");
        maker = stack.maker("Meter maker");
        acme.trusts(maker);
        globex.trusts(maker);
    }

    @Test
    void cancellingTheEnrollmentFreesTheSlotAndTheName() {
        Meter meter = claimedByAcme(DeviceProfile.PELION);

        acme.cancel(meter.enrollmentId());

        assertThat(acme.enrollment(meter.enrollmentId())).isEmpty();
        assertThat(acme.devices()).isEmpty();
        assertThat(acme.account().getDeviceCount()).isZero();
        Meter namesake = maker.makes("meter-1");
        acme.enroll(namesake.enrollmentId());
        namesake.powerOn();
        assertThat(namesake).isRegisteredTo(acme);
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void aRegisteredDeviceLearnsOfItAtItsNextUpdate(DeviceProfile profile) throws InterruptedException {
        Meter meter = claimedByAcme(profile);
        acme.cancel(meter.enrollmentId());

        assertThat(meter.update()).isEqualTo(404);

        assertThat(meter.await(DeviceEvent.RegistrationRefused.class, 1).refusal().code()).isEqualTo(403);
        assertThat(meter.await(DeviceEvent.Refused.class, 1).refusal().text())
                .isEqualTo("Enrollment ID not registered.");
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void theNewOwnerGetsTheDeviceAfterAFactoryResetUnderANewDeviceId(DeviceProfile profile) {
        Meter meter = claimedByAcme(profile);
        String oldId = Objects.requireNonNull(meter.view().deviceId());

        acme.cancel(meter.enrollmentId());
        globex.enroll(meter.enrollmentId());
        meter.factoryReset();
        meter.powerOn();

        assertThat(meter).isRegisteredTo(globex);
        assertThat(meter.view().deviceId()).isNotEqualTo(oldId);
        assertThat(acme.devices()).isEmpty();
    }

    @Test
    void withoutAFactoryResetItStaysOutSinceItAsksForItsOldAccount() throws InterruptedException {
        Meter meter = claimedByAcme(DeviceProfile.PELION);
        acme.cancel(meter.enrollmentId());
        globex.enroll(meter.enrollmentId());

        meter.update();
        assertThat(meter).shows("response-forbidden:Enrollment ID not registered.");
        assertThat(globex.devices()).isEmpty();

        meter.factoryReset();
        meter.powerOn();
        assertThat(meter).isRegisteredTo(globex);
    }

    @Test
    void theHistoryStaysWithTheAccountThatMadeIt() {
        Meter meter = claimedByAcme(DeviceProfile.PELION);
        String oldId = Objects.requireNonNull(meter.view().deviceId());
        acme.cancel(meter.enrollmentId());
        globex.enroll(meter.enrollmentId());
        meter.factoryReset();
        meter.powerOn();
        assertThat(meter).isRegisteredTo(globex);

        assertThat(acme.historyOf(meter)).startsWith(ClaimEventType.CLAIM_EVENT_TYPE_ENROLLED,
                ClaimEventType.CLAIM_EVENT_TYPE_CLAIMED, ClaimEventType.CLAIM_EVENT_TYPE_CONFIRMED,
                ClaimEventType.CLAIM_EVENT_TYPE_REGISTERED).contains(ClaimEventType.CLAIM_EVENT_TYPE_CANCELLED);
        assertThat(globex.historyOf(meter)).containsExactly(ClaimEventType.CLAIM_EVENT_TYPE_ENROLLED,
                ClaimEventType.CLAIM_EVENT_TYPE_CLAIMED, ClaimEventType.CLAIM_EVENT_TYPE_CONFIRMED,
                ClaimEventType.CLAIM_EVENT_TYPE_REGISTERED);
        assertNotFound(globex, oldId);
    }

    @Test
    void whileOneAccountHoldsTheIdNoOtherCanListIt() {
        Meter meter = claimedByAcme(DeviceProfile.PELION);

        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> globex.enroll(meter.enrollmentId()))
                .extracting(CoreErrors::reasonOf).isEqualTo(ErrorReason.ERROR_REASON_DUPLICATE);

        acme.cancel(meter.enrollmentId());
        assertThat(globex.enroll(meter.enrollmentId()).getAccountId()).isEqualTo(globex.id());
    }

    @Test
    void theOldOwnerCanTakeItBack() {
        Meter meter = claimedByAcme(DeviceProfile.PELION);
        acme.cancel(meter.enrollmentId());
        acme.enroll(meter.enrollmentId());

        meter.factoryReset();
        meter.powerOn();

        assertThat(meter).isRegisteredTo(acme);
        assertThat(acme.devices()).hasSize(1);
    }

    private Meter claimedByAcme(DeviceProfile profile) {
        Meter meter = maker.makes("meter-1", profile);
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        assertThat(meter).isRegisteredTo(acme);
        return meter;
    }

    private static void assertNotFound(Tenant tenant, String deviceId) {
        assertThatExceptionOfType(StatusRuntimeException.class)
                .isThrownBy(() -> tenant.directory().getDevice(GetDeviceRequest.newBuilder().setId(deviceId).build()))
                .extracting(CoreErrors::reasonOf).isEqualTo(ErrorReason.ERROR_REASON_NOT_FOUND);
    }
}
