package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.account.v1.AccountStatus;
import io.firstclaim.proto.claim.v1.Refusal;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.simulator.DeviceProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// The troubleshooting table: what each kind of device shows, and that the step which puts it right does so without touching the device.
@ExtendWith(RunningStack.class)
class TroubleshootingTest {
    private final Stack stack;
    private final Tenant acme;
    private final Maker maker;

    TroubleshootingTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        maker = stack.maker("Meter maker");
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    void secureConnectionFailedWhenNobodyUploadedTheCa(DeviceProfile profile) {
        Meter meter = maker.makes("meter-1", profile);
        acme.enroll(meter.enrollmentId());

        meter.powerOn();
        assertThat(meter).shows("Secure Connection Failed.").hasNeverBeenLetIn();

        acme.trusts(maker);
        assertThat(meter).isRegisteredTo(acme);
    }

    @ParameterizedTest
    @CsvSource({
            "PELION, bad-request:Corresponding trusted certificate not in account.",
            "STANDARD, 4.00 Corresponding trusted certificate not in account."})
    void correspondingTrustedCertificateNotInAccountWhenOnlyAnotherAccountTrustsTheCa(DeviceProfile profile,
            String shown) {
        Meter meter = maker.makes("meter-1", profile);
        stack.tenant("Globex").trusts(maker);
        acme.enroll(meter.enrollmentId());

        meter.powerOn();
        assertThat(meter).shows(shown).hasNeverBeenLetIn();

        acme.trusts(maker);
        assertThat(meter).isRegisteredTo(acme);
    }

    @ParameterizedTest
    @CsvSource({
            "PELION, response-forbidden:Enrollment ID not registered.",
            "STANDARD, 4.03 Enrollment ID not registered."})
    void enrollmentIdNotRegisteredUntilTheAccountListsIt(DeviceProfile profile, String shown) {
        Meter meter = maker.makes("meter-1", profile);
        acme.trusts(maker);

        meter.powerOn();
        assertThat(meter).shows(shown).hasNeverBeenLetIn();

        acme.enroll(meter.enrollmentId());
        assertThat(meter).isRegisteredTo(acme);
    }

    @ParameterizedTest
    @CsvSource({
            "PELION, response-forbidden:Account device quota reached.",
            "STANDARD, 4.03 Account device quota reached."})
    void accountDeviceQuotaReachedUntilADeviceIsRemoved(DeviceProfile profile, String shown) {
        acme.mayOwn(1);
        acme.trusts(maker);
        Meter first = maker.makes("meter-1", profile);
        acme.enroll(first.enrollmentId());
        first.powerOn();
        assertThat(first).isRegisteredTo(acme);
        Meter second = maker.makes("meter-2", profile);
        acme.enroll(second.enrollmentId());

        second.powerOn();
        assertThat(second).shows(shown).hasNeverBeenLetIn();

        acme.cancel(first.enrollmentId());
        assertThat(second).isRegisteredTo(acme);
    }

    @Test
    void accountDeviceQuotaReachedUntilTheAccountIsUpgraded() {
        acme.mayOwn(0);
        acme.trusts(maker);
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());

        meter.powerOn();
        assertThat(meter).shows("response-forbidden:Account device quota reached.");

        acme.mayOwn(1);
        assertThat(meter).isRegisteredTo(acme);
    }

    @ParameterizedTest
    @CsvSource({
            "PELION, response-forbidden:Duplicated device endpoint name.",
            "STANDARD, 4.03 Duplicated device endpoint name."})
    void duplicatedDeviceEndpointNameForAnotherCertificate(DeviceProfile profile, String shown) {
        acme.trusts(maker);
        Meter first = maker.makes("meter-1", profile);
        Meter second = maker.makes("meter-1", profile);
        acme.enroll(first.enrollmentId());
        acme.enroll(second.enrollmentId());
        first.powerOn();
        assertThat(first).isRegisteredTo(acme);

        second.powerOn();

        assertThat(second).shows(shown).hasNeverBeenLetIn();
        assertThat(acme.devices()).hasSize(1);
    }

    @Test
    void theSameEndpointNameInAnotherAccountIsNoDuplicate() {
        Tenant globex = stack.tenant("Globex");
        acme.trusts(maker);
        globex.trusts(maker);
        Meter first = maker.makes("meter-1");
        Meter second = maker.makes("meter-1");
        acme.enroll(first.enrollmentId());
        globex.enroll(second.enrollmentId());

        first.powerOn();
        second.powerOn();

        assertThat(first).isRegisteredTo(acme);
        assertThat(second).isRegisteredTo(globex);
    }

    @ParameterizedTest
    @CsvSource({"PELION, internal-server-error:Internal error #8", "STANDARD, 5.00 Internal error #8"})
    void internalError8WhileTheAccountIsSuspended(DeviceProfile profile, String shown) {
        acme.trusts(maker);
        Meter meter = maker.makes("meter-1", profile);
        acme.enroll(meter.enrollmentId());
        acme.becomes(AccountStatus.ACCOUNT_STATUS_SUSPENDED);

        meter.powerOn();
        assertThat(meter).shows(shown).hasNeverBeenLetIn();

        acme.becomes(AccountStatus.ACCOUNT_STATUS_ACTIVE);
        assertThat(meter).isRegisteredTo(acme);
    }

    @Test
    void aRegisteredDeviceOfASuspendedAccountIsToldToComeLaterAndKeepsItsCredentials() throws InterruptedException {
        acme.trusts(maker);
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        assertThat(meter).isRegisteredTo(acme);
        String deviceId = meter.view().deviceId();

        acme.becomes(AccountStatus.ACCOUNT_STATUS_SUSPENDED);
        assertThat(meter.update()).isEqualTo(503);
        acme.becomes(AccountStatus.ACCOUNT_STATUS_ACTIVE);

        assertThat(meter).isRegisteredTo(acme);
        assertThat(meter.view().deviceId()).isEqualTo(deviceId);
        assertThat(meter.count(io.firstclaim.simulator.DeviceEvent.Bootstrapped.class)).isEqualTo(1);
    }

    @Test
    void theAccountSeesWhyItsDeviceWasRefused() {
        stack.tenant("Globex").trusts(maker);
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        assertThat(meter).shows("bad-request:Corresponding trusted certificate not in account.");

        await().atMost(Limits.STEP).untilAsserted(() -> assertThat(acme.refusals())
                .extracting(Refusal::getEnrollmentIdentity, Refusal::getReason, Refusal::getEndpointName)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(meter.enrollmentId(),
                        RefusalReason.REFUSAL_REASON_TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT, "meter-1")));
    }

    @Test
    void anAccountThatHoldsAPublicCaDoesNotSeeWhoKnocks() {
        Tenant nosy = stack.tenant("Nosy");
        nosy.trusts(maker);
        acme.isMaker(maker);
        Meter meter = maker.makes("meter-1");

        meter.powerOn();
        assertThat(meter).shows("response-forbidden:Enrollment ID not registered.");

        await().atMost(Limits.STEP).untilAsserted(() -> assertThat(acme.refusals()).hasSize(1));
        assertThat(nosy.refusals()).isEmpty();
    }
}
