package io.firstclaim.core.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Interleaving;
import io.firstclaim.core.Maker;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.credential.Confirmation;
import io.firstclaim.core.credential.SampleAuthorities;
import io.firstclaim.core.device.RegistrationOutcome.Refused;
import io.firstclaim.core.device.RegistrationOutcome.Registered;
import io.firstclaim.core.device.RegistrationOutcome.Unavailable;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.DeleteTrustedCertificate;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RegisterDeviceTest {
    private static final Maker OEM = Maker.named("OEM");

    private final Interleaving stores = new Interleaving(new FakeStores());
    private final World world = new World(stores);
    private final Tenant acme = world.account("Acme");
    private final SampleDevice meter = OEM.device("meter");

    @BeforeEach
    void trust() {
        acme.trusts(OEM);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aDeviceWithAnAcknowledgedCredentialRegisters() {
        acme.lists(meter);
        var claimed = world.claim(meter);
        world.confirm(claimed);

        assertThat(world.register(claimed)).isEqualTo(new Registered(acme.id(), claimed.deviceId(),
                Samples.NOW.plus(Duration.ofHours(1)), false));
        assertThat(acme.device().state()).isEqualTo(DeviceState.REGISTERED);
        assertThat(acme.history()).endsWith(ClaimEvent.Type.CONFIRMED, ClaimEvent.Type.REGISTERED);
    }

    @Test
    void aRegistrationThatOvertakesItsConfirmationConfirms() {
        acme.lists(meter);
        var claimed = world.claim(meter);

        assertThat(world.register(claimed)).isInstanceOf(Registered.class);

        assertThat(acme.history()).endsWith(ClaimEvent.Type.CONFIRMED, ClaimEvent.Type.REGISTERED);
        assertThat(acme.device().bootstrappedAt()).isEqualTo(Samples.NOW);
        assertThat(world.confirm(claimed)).isTrue();
        assertThat(acme.device().state()).isEqualTo(DeviceState.REGISTERED);
    }

    @Test
    void aConfirmationThatCommitsWhileTheDeviceRegistersDoesNoHarm() {
        acme.lists(meter);
        var claimed = world.claim(meter);
        stores.before("devices", "lock", other -> new Confirmation(other, world.ids, Samples.NOW)
                .confirm(claimed.credential()));

        assertThat(world.register(claimed)).isInstanceOf(Registered.class);
        assertThat(acme.history()).containsOnlyOnce(ClaimEvent.Type.CONFIRMED);
    }

    @Test
    void aRegistrationThatCommitsWhileTheConfirmationComesDoesNoHarm() {
        acme.lists(meter);
        var claimed = world.claim(meter);
        stores.before("devices", "lock", other -> new Confirmation(other, world.ids, Samples.NOW)
                .confirm(claimed.credential()));

        assertThat(world.confirm(claimed)).isTrue();
        assertThat(acme.history()).containsOnlyOnce(ClaimEvent.Type.CONFIRMED);
    }

    @Test
    void aCredentialThatIsRetiredWhileItsDeviceRegistersIsRefused() {
        acme.lists(meter);
        var old = world.claim(meter);
        world.confirm(old);
        var newer = world.claim(meter);
        stores.before("devices", "lock", other -> new Confirmation(other, world.ids, Samples.NOW)
                .confirm(newer.credential()));

        assertThat(world.register(old)).isInstanceOf(Refused.class);
    }

    @Test
    void aDeviceThatLeavesWhileItRegistersIsRefused() {
        acme.lists(meter);
        var claimed = world.claim(meter);
        stores.before("devices", "lock", other -> LeaveAccount
                .leave(other.devices().find(claimed.deviceId()).orElseThrow(), other, Samples.NOW));

        assertThat(world.register(claimed)).isInstanceOf(Refused.class);
        assertThat(world.<Boolean>read(s -> s.registrations().find(claimed.deviceId()).isEmpty())).isTrue();
    }

    @Test
    void theAcknowledgedAndTheLatestCredentialAreBothLetIn() {
        acme.lists(meter);
        var old = world.claim(meter);
        world.confirm(old);
        var newer = world.claim(meter);

        assertThat(world.register(old)).isInstanceOf(Registered.class);
        assertThat(world.register(newer)).isInstanceOf(Registered.class);
    }

    @Test
    void theFirstRegistrationWithTheNewCredentialRetiresTheOld() {
        acme.lists(meter);
        var old = world.claim(meter);
        world.confirm(old);
        var newer = world.claim(meter);
        world.register(newer);

        assertThat(world.register(old)).isInstanceOf(Refused.class);
    }

    @Test
    void aCredentialSupersededBeforeItWasAcknowledgedIsRefused() {
        acme.lists(meter);
        var first = world.claim(meter);
        world.claim(meter);

        assertThat(world.register(first)).isInstanceOf(Refused.class);
    }

    @Test
    void aCancelledDeviceIsRefused() {
        var enrollment = acme.lists(meter);
        var claimed = world.claim(meter);
        world.register(claimed);
        acme.cancels(enrollment);

        assertThat(world.register(claimed)).isInstanceOf(Refused.class);
    }

    @Test
    void theCredentialOfTheFormerOwnerIsRefusedAfterATransfer() {
        var globex = world.account("Globex");
        globex.trusts(OEM);
        var enrollment = acme.lists(meter);
        var acmes = world.claim(meter);
        world.register(acmes);
        acme.cancels(enrollment);
        globex.lists(meter);
        var globexs = world.claim(meter);

        assertThat(world.register(acmes)).isInstanceOf(Refused.class);
        assertThat(world.register(globexs)).isInstanceOf(Registered.class);
        assertThat(globexs.deviceId()).isNotEqualTo(acmes.deviceId());
    }

    @Test
    void aFactoryCertificateIsRefused() {
        acme.lists(meter);
        world.claim(meter);

        assertThat(world.registerDevice.register(request(meter.chain(), "meter", null))).isInstanceOf(Refused.class);
    }

    @Test
    void aCertificateOfAnotherCaWithTheSameContentIsRefused() {
        acme.lists(meter);
        var presented = meter.presents(null);
        var claimed = (Claimed) world.claimDevices.claim(presented);
        var forged = SampleAuthorities.otherDevices().certify(claimed.credential(), presented.publicKey());

        assertThat(world.registerDevice.register(request(new CertificateChain(List.of(forged)), "meter", null)))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theNameMustBeTheCredentials() {
        acme.lists(meter);
        var claimed = world.claim(meter);

        assertThat(world.registerDevice.register(request(World.chainOf(claimed), "other", null)))
                .isInstanceOf(Refused.class);
        assertThat(world.registerDevice.register(request(World.chainOf(claimed), "", null)))
                .isInstanceOf(Registered.class);
    }

    @Test
    void theDevicesOfASuspendedAccountAreToldToTryLater() {
        acme.lists(meter);
        var claimed = world.claim(meter);
        acme.isSuspended(true);

        assertThat(world.register(claimed)).isInstanceOf(Unavailable.class);

        acme.isSuspended(false);
        assertThat(world.register(claimed)).isInstanceOf(Registered.class);
    }

    @Test
    void anInactiveCaDoesNotStopARegistration() {
        var globex = world.account("Globex");
        var trust = globex.trusts(OEM);
        globex.lists(meter);
        var claimed = world.claim(meter);
        new DeleteTrustedCertificate(world.stores).delete(globex.admin(), trust.id());

        assertThat(world.register(claimed)).isInstanceOf(Registered.class);
    }

    @Test
    void aLifetimeIsASecondToAYear() {
        acme.lists(meter);
        var claimed = world.claim(meter);

        assertThat(world.register(claimed, Duration.ofSeconds(1))).isInstanceOf(Registered.class);
        assertThat(world.register(claimed, Duration.ofDays(365))).isInstanceOf(Registered.class);
        assertThatThrownBy(() -> world.register(claimed, Duration.ZERO)).isInstanceOf(FirstclaimException.class);
        assertThatThrownBy(() -> world.register(claimed, Duration.ofDays(365).plusSeconds(1)))
                .isInstanceOf(FirstclaimException.class);
    }

    @Test
    void withoutALifetimeItLastsADay() {
        acme.lists(meter);
        var claimed = world.claim(meter);

        assertThat(world.registerDevice.register(request(World.chainOf(claimed), "meter", null)))
                .isInstanceOfSatisfying(Registered.class, registered -> assertThat(registered.expiresAt())
                        .isEqualTo(Samples.NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void registeringAgainIsNoNewEvent() {
        acme.lists(meter);
        var claimed = world.claim(meter);
        world.register(claimed);
        world.register(claimed);

        assertThat(acme.history()).containsOnlyOnce(ClaimEvent.Type.REGISTERED);
    }

    private static RegistrationRequest request(CertificateChain chain, String name, @Nullable Duration lifetime) {
        return new RegistrationRequest(chain, name, lifetime, "1.1", "U", "", "</1/0>");
    }
}
