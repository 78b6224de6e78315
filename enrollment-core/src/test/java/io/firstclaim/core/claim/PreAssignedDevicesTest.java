package io.firstclaim.core.claim;

import static io.firstclaim.core.claim.ClaimDevicesTest.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Maker;
import io.firstclaim.core.Problem;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.device.DeleteDevice;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.UnblockDevice;
import io.firstclaim.core.trust.TrustedCertificateChange;
import io.firstclaim.core.trust.UpdateTrustedCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Devices that come with the `aid` of their factory.
class PreAssignedDevicesTest {
    private static final Maker OEM = Maker.named("OEM");

    private final World world = new World();
    private final Tenant acme = world.account("Acme");
    private final Tenant globex = world.account("Globex");
    private final SampleDevice meter = OEM.device("meter");

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void anAccountThatProvedTheCaNeedsNoEnrollment() {
        acme.proves(OEM);

        var claimed = world.claim(meter, acme.id());

        assertThat(claimed.repeated()).isFalse();
        assertThat(acme.device().preAssigned()).isTrue();
        assertThat(acme.list()).isEmpty();
        assertThat(acme.history()).containsExactly(ClaimEvent.Type.PRE_ASSIGNED);
    }

    @Test
    void itsDeviceIdIsTheSameTheNextTimeWithAidOrWithout() {
        acme.proves(OEM);
        var first = world.claim(meter, acme.id());

        assertThat(world.claim(meter, acme.id()).deviceId()).isEqualTo(first.deviceId());
        assertThat(world.claim(meter).deviceId()).isEqualTo(first.deviceId());
        assertThat(acme.account().deviceCount()).isEqualTo(1);
    }

    @Test
    void withoutAidNobodyIsAskedToProveAnything() {
        acme.proves(OEM);

        assertRefused(world.bootstrap(meter), RefusalReason.ENROLLMENT_NOT_REGISTERED);
    }

    @Test
    void aCaInEnrollmentModeAlwaysNeedsTheEnrollment() {
        acme.trusts(OEM);

        assertRefused(world.bootstrap(meter, acme.id()), RefusalReason.ENROLLMENT_NOT_REGISTERED);
    }

    @Test
    void alsoWhenItWasProvenInEnrollmentMode() {
        acme.upload(OEM, true, OEM.proofFor(acme.id()));

        assertRefused(world.bootstrap(meter, acme.id()), RefusalReason.ENROLLMENT_NOT_REGISTERED);
    }

    @Test
    void theProofOfAnotherAccountDoesNotCount() {
        globex.proves(OEM);
        acme.trusts(OEM);

        assertRefused(world.bootstrap(meter, acme.id()), RefusalReason.ENROLLMENT_NOT_REGISTERED);
    }

    @Test
    void whileAnotherAccountListsTheDeviceTheAidDoesNotHelp() {
        acme.proves(OEM);
        globex.trusts(OEM);
        var listed = globex.lists(meter);

        assertRefused(world.bootstrap(meter, acme.id()), RefusalReason.ENROLLMENT_NOT_REGISTERED);

        globex.cancels(listed);
        assertThat(world.claim(meter, acme.id()).accountId()).isEqualTo(acme.id());
    }

    @Test
    void anExpiredEnrollmentOfAnotherAccountIsNoObstacle() {
        acme.proves(OEM);
        globex.lists(meter);
        world.clock.pass(World.PENDING_LIFETIME);

        assertThat(world.claim(meter, acme.id()).accountId()).isEqualTo(acme.id());
    }

    @Test
    void aLivePreAssignedDeviceCanBeListedByNobody() {
        acme.proves(OEM);
        world.claim(meter, acme.id());

        assertThatThrownBy(() -> globex.lists(meter)).isInstanceOfSatisfying(FirstclaimException.class,
                e -> assertThat(e.problem()).isEqualTo(Problem.DUPLICATE));
        assertThatThrownBy(() -> acme.lists(meter)).isInstanceOfSatisfying(FirstclaimException.class,
                e -> assertThat(e.problem()).isEqualTo(Problem.DUPLICATE));
    }

    @Test
    void aRefusedOneHoldsNoPlace() {
        acme.proves(OEM);
        acme.mayOwn(0);

        assertRefused(world.bootstrap(meter, acme.id()), RefusalReason.ACCOUNT_DEVICE_QUOTA_REACHED);

        assertThat(globex.lists(meter).accountId()).isEqualTo(globex.id());
    }

    @Test
    void aSuspendedAccountGetsNone() {
        acme.proves(OEM);
        acme.isSuspended(true);

        assertRefused(world.bootstrap(meter, acme.id()), RefusalReason.ACCOUNT_SUSPENDED);
        assertThat(globex.lists(meter)).isNotNull();
    }

    @Test
    void aRemovedOneStaysOutUntilItIsUnblocked() {
        acme.proves(OEM);
        world.claim(meter, acme.id());
        var removed = acme.device();
        remove(removed);

        assertRefused(world.bootstrap(meter, acme.id()), RefusalReason.ENROLLMENT_NOT_REGISTERED);

        new UnblockDevice(world.stores, world.ids, world.clock).unblock(acme.admin(), meter.enrollmentId());
        assertThat(world.claim(meter, acme.id()).deviceId()).isNotEqualTo(removed.id());
    }

    @Test
    void aRemovedOneIsFreeForAnAccountThatListsIt() {
        acme.proves(OEM);
        globex.trusts(OEM);
        world.claim(meter, acme.id());
        remove(acme.device());
        globex.lists(meter);

        assertThat(world.claim(meter).accountId()).isEqualTo(globex.id());
    }

    @Test
    void aBlockedOneComesInWhenItsAccountListsIt() {
        acme.proves(OEM);
        world.claim(meter, acme.id());
        remove(acme.device());
        acme.lists(meter);

        assertThat(world.claim(meter, acme.id()).accountId()).isEqualTo(acme.id());
        assertThat(acme.device().preAssigned()).isFalse();
    }

    @Test
    void aClaimedDeviceWhoseEnrollmentWasCancelledDoesNotComeBackByItsAid() {
        acme.proves(OEM);
        var enrollment = acme.lists(meter);
        world.claim(meter);
        acme.cancels(enrollment);

        assertRefused(world.bootstrap(meter, acme.id()), RefusalReason.ENROLLMENT_NOT_REGISTERED);

        globex.trusts(OEM);
        globex.lists(meter);
        assertThat(world.claim(meter).accountId()).isEqualTo(globex.id());
    }

    @Test
    void aListedDeviceThatNeverCameStillComesByItsAidAfterTheCancellation() {
        acme.proves(OEM);
        acme.cancels(acme.lists(meter));

        assertThat(world.claim(meter, acme.id()).accountId()).isEqualTo(acme.id());
    }

    @Test
    void whenItsCaTurnsToEnrollmentModeItNeedsAnEnrollmentToo() {
        var trust = acme.proves(OEM);
        world.claim(meter, acme.id());
        new UpdateTrustedCertificate(world.stores, world.clock).update(acme.admin(), trust.id(),
                new TrustedCertificateChange(null, null, null, null, null, true, ""), null);

        assertRefused(world.bootstrap(meter, acme.id()), RefusalReason.TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT);
    }

    private void remove(Device device) {
        new DeleteDevice(world.stores, world.ids, world.clock).delete(acme.admin(), device.id());
    }
}
