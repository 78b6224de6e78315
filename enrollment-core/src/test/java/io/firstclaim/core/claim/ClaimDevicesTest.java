package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.Maker;
import io.firstclaim.core.Samples;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.ClaimOutcome.Refused;
import io.firstclaim.core.device.DeviceState;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.trust.DeleteTrustedCertificate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaimDevicesTest {
    private static final Maker OEM = Maker.named("OEM");

    private final World world = new World();

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aListedDeviceIsClaimedByTheAccountThatListsIt() {
        var acme = world.account("Acme");
        var trust = acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);

        var claimed = world.claim(meter);

        assertThat(claimed.accountId()).isEqualTo(acme.id());
        assertThat(claimed.repeated()).isFalse();
        var device = acme.device();
        assertThat(device.id()).isEqualTo(claimed.deviceId());
        assertThat(device.state()).isEqualTo(DeviceState.CLOUD_ENROLLING);
        assertThat(device.trustedCertificateId()).isEqualTo(trust.id());
        assertThat(acme.list()).singleElement().extracting(Enrollment::claim)
                .isEqualTo(new Enrollment.Claim(Samples.NOW, device.id()));
        assertThat(acme.account().deviceCount()).isEqualTo(1);
        assertThat(acme.history()).containsExactly(ClaimEvent.Type.ENROLLED, ClaimEvent.Type.CLAIMED);
    }

    @Test
    void theCertificateSaysWhoTheDeviceIs() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);

        var claimed = world.claim(meter);

        assertThat(claimed.certificate().getSubjectX500Principal().getName())
                .isEqualTo("OU=" + acme.id() + ",L=" + claimed.deviceId() + ",CN=meter");
    }

    @Test
    void aDeviceThatNobodyListsIsRefused() {
        world.account("Acme").trusts(OEM);

        assertRefused(world.bootstrap(OEM.device("meter")), RefusalReason.ENROLLMENT_NOT_REGISTERED);
    }

    @Test
    void anEnrollmentLetsItsDeviceInUntilTheLastMillisecond() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);

        world.clock.set(Samples.NOW.plus(World.PENDING_LIFETIME).minusMillis(1));

        assertThat(world.bootstrap(meter)).isInstanceOf(Claimed.class);
    }

    @Test
    void anEnrollmentThatExpiresThisMillisecondLetsNobodyIn() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);

        world.clock.set(Samples.NOW.plus(World.PENDING_LIFETIME));

        assertRefused(world.bootstrap(meter), RefusalReason.ENROLLMENT_NOT_REGISTERED);
    }

    @Test
    void aClaimedEnrollmentDoesNotExpire() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);
        var first = world.claim(meter);

        world.clock.pass(World.PENDING_LIFETIME.multipliedBy(2));

        assertThat(world.claim(meter).deviceId()).isEqualTo(first.deviceId());
    }

    @Test
    void theAidOfTheAccountThatListsTheDeviceIsWelcome() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);

        assertThat(world.claim(meter, acme.id()).accountId()).isEqualTo(acme.id());
    }

    @Test
    void anAidOfAnotherAccountKeepsTheDeviceOut() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);

        assertRefused(world.bootstrap(meter, world.account("Globex").id()), RefusalReason.ENROLLMENT_NOT_REGISTERED);
        assertThat(acme.devices()).isEmpty();
    }

    @Test
    void theAccountItselfMustTrustTheCaWhateverOthersTrust() {
        var acme = world.account("Acme");
        world.account("Globex").trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);

        assertRefused(world.bootstrap(meter), RefusalReason.TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT);
        assertThat(acme.list()).singleElement().extracting(Enrollment::claim).isNull();
    }

    @Test
    void aSuspendedAccountGetsNoDevice() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);
        acme.isSuspended(true);

        assertRefused(world.bootstrap(meter), RefusalReason.ACCOUNT_SUSPENDED);

        acme.isSuspended(false);
        assertThat(world.bootstrap(meter)).isInstanceOf(Claimed.class);
    }

    @Test
    void aSuspendedAccountsDeviceDoesNotBootstrapAgain() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);
        world.claim(meter);
        acme.isSuspended(true);

        assertRefused(world.bootstrap(meter), RefusalReason.ACCOUNT_SUSPENDED);
    }

    @Test
    void theLastFreeSlotIsGivenAndNoFurtherOne() {
        var acme = world.account("Acme", 1);
        acme.trusts(OEM);
        var first = OEM.device("first");
        var second = OEM.device("second");
        acme.lists(first);
        acme.lists(second);

        assertThat(world.bootstrap(first)).isInstanceOf(Claimed.class);
        assertRefused(world.bootstrap(second), RefusalReason.ACCOUNT_DEVICE_QUOTA_REACHED);

        acme.mayOwn(2);
        assertThat(world.bootstrap(second)).isInstanceOf(Claimed.class);
    }

    @Test
    void aDeviceThatIsInComesBackAlsoWhenTheQuotaIsUsedUp() {
        var acme = world.account("Acme", 1);
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);
        world.claim(meter);
        acme.mayOwn(0);

        assertThat(world.claim(meter).repeated()).isTrue();
        assertThat(acme.account().deviceCount()).isEqualTo(1);
    }

    @Test
    void aNameIsUniqueInItsAccountOnly() {
        var acme = world.account("Acme");
        var globex = world.account("Globex");
        acme.trusts(OEM);
        globex.trusts(OEM);
        var first = OEM.device("meter");
        var second = OEM.device("meter");
        var third = OEM.device("meter");
        acme.lists(first);
        acme.lists(second);
        globex.lists(third);
        world.claim(first);

        assertRefused(world.bootstrap(second), RefusalReason.DUPLICATE_ENDPOINT_NAME);
        assertThat(world.claim(third).accountId()).isEqualTo(globex.id());
        assertThat(acme.account().deviceCount()).isEqualTo(1);
    }

    @Test
    void namesAreComparedByteByByte() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var lower = OEM.device("meter");
        var upper = OEM.device("Meter");
        acme.lists(lower);
        acme.lists(upper);
        world.claim(lower);

        assertThat(world.bootstrap(upper)).isInstanceOf(Claimed.class);
    }

    @Test
    void aRepeatOfTheSameAttemptGivesTheSameCredential() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);
        var attempt = meter.presents(null);
        var first = (Claimed) world.claimDevices.claim(attempt);

        var again = (Claimed) world.claimDevices.claim(attempt);

        assertThat(again.deviceId()).isEqualTo(first.deviceId());
        assertThat(again.credential()).isEqualTo(first.credential());
        assertThat(again.certificate().getPublicKey()).isEqualTo(first.certificate().getPublicKey());
        assertThat(acme.history()).containsExactly(ClaimEvent.Type.ENROLLED, ClaimEvent.Type.CLAIMED);
    }

    @Test
    void theSameRequestIdWithAnotherKeyIsAnotherAttempt() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);
        var first = (Claimed) world.claimDevices.claim(meter.presents("same", null));

        var again = (Claimed) world.claimDevices.claim(meter.presents("same", null));

        assertThat(again.deviceId()).isEqualTo(first.deviceId());
        assertThat(again.credential().id()).isNotEqualTo(first.credential().id());
    }

    @Test
    void aNewAttemptSupersedesTheCredentialThatWasNotAcknowledged() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);
        var first = world.claim(meter);
        var second = world.claim(meter);

        assertThat(second.deviceId()).isEqualTo(first.deviceId());
        assertThat(world.confirm(first)).isFalse();
        assertThat(world.confirm(second)).isTrue();
    }

    @Test
    void aNewAttemptLeavesTheAcknowledgedCredentialAlone() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);
        var first = world.claim(meter);
        world.confirm(first);

        world.claim(meter);

        assertThat(world.isGood(first)).isTrue();
    }

    @Test
    void anAccountThatStopsTrustingTheCaKeepsItsDeviceOut() {
        var acme = world.account("Acme");
        var trust = acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);
        world.claim(meter);
        new DeleteTrustedCertificate(world.stores).delete(acme.admin(), trust.id());

        assertRefused(world.bootstrap(meter), RefusalReason.TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT);
        assertThat(acme.devices()).hasSize(1);
    }

    @Test
    void devicesThatComeTogetherAreAnsweredInTheirOrderAndEachByItself() {
        var acme = world.account("Acme", 2);
        acme.trusts(OEM);
        var listed = List.of(OEM.device("a"), OEM.device("b"), OEM.device("a"), OEM.device("c"));
        listed.forEach(acme::lists);
        var stranger = OEM.device("stranger");

        var outcomes = world.claimDevices.claim(List.of(listed.get(0).presents(null), stranger.presents(null),
                listed.get(1).presents(null)));

        assertThat(outcomes.get(0)).isInstanceOfSatisfying(Claimed.class,
                claimed -> assertThat(claimed.credential().endpointName().text()).isEqualTo("a"));
        assertRefused(outcomes.get(1), RefusalReason.ENROLLMENT_NOT_REGISTERED);
        assertThat(outcomes.get(2)).isInstanceOf(Claimed.class);
        assertThat(acme.account().deviceCount()).isEqualTo(2);
    }

    @Test
    void twoDevicesOfOneNameThatComeTogetherAreNotBothLetIn() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var one = OEM.device("same");
        var other = OEM.device("same");
        acme.lists(one);
        acme.lists(other);

        var outcomes = world.claimDevices.claim(List.of(one.presents(null), other.presents(null)));

        assertThat(outcomes).filteredOn(Claimed.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(Refused.class::isInstance).singleElement()
                .satisfies(refused -> assertRefused(refused, RefusalReason.DUPLICATE_ENDPOINT_NAME));
    }

    @Test
    void theSameDeviceTwiceInOneCallIsOneDevice() {
        var acme = world.account("Acme", 1);
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);

        var outcomes = world.claimDevices.claim(List.of(meter.presents(null), meter.presents(null)));

        assertThat(outcomes).allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Claimed.class));
        assertThat(acme.account().deviceCount()).isEqualTo(1);
    }

    @Test
    void aQuotaIsKeptWithinOneCall() {
        var acme = world.account("Acme", 2);
        acme.trusts(OEM);
        var devices = List.of(OEM.device("a"), OEM.device("b"), OEM.device("c"));
        devices.forEach(acme::lists);

        var outcomes = world.claimDevices.claim(devices.stream().map(device -> device.presents(null)).toList());

        assertThat(outcomes).filteredOn(Claimed.class::isInstance).hasSize(2);
        assertThat(acme.account().deviceCount()).isEqualTo(2);
    }

    @Test
    void aTransactionThatRunsTwiceClaimsOnce() {
        try (var conflicting = new World(FakeStores.withConflicts())) {
            var acme = conflicting.account("Acme", 1);
            acme.trusts(OEM);
            var meter = OEM.device("meter");
            acme.lists(meter);

            assertThat(conflicting.bootstrap(meter)).isInstanceOf(Claimed.class);
            assertThat(acme.account().deviceCount()).isEqualTo(1);
            assertThat(acme.history()).containsExactly(ClaimEvent.Type.ENROLLED, ClaimEvent.Type.CLAIMED);
        }
    }

    @Test
    void aNameOfSixtyFourLargeCharactersIsCertified() {
        var acme = world.account("Acme");
        acme.trusts(OEM);
        var smiling = OEM.device("\uD83D\uDE00".repeat(64));
        acme.lists(smiling);

        assertThat(world.claim(smiling).certificate().getSubjectX500Principal().getName())
                .contains("\uD83D\uDE00".repeat(64));
    }

    static void assertRefused(ClaimOutcome outcome, RefusalReason reason) {
        assertThat(outcome).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(reason));
    }
}
