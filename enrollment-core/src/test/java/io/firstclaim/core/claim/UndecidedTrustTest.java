package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.ClaimOutcome.Refused;
import io.firstclaim.core.trust.CertificateStatus;
import io.firstclaim.core.trust.TrustPath;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// An account may have more CAs of one name than are tried for one attempt of a device. That is no reason to say that it does not trust the device.
class UndecidedTrustTest {
    private static final Maker OEM = Maker.named("OEM");

    private final World world = new World();
    private final Tenant acme = world.account("Acme");
    private final SampleDevice meter = OEM.device("meter");

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aDeviceComesBackAndIsClaimedByTheCaThatWasNotTriedYet() {
        hasLookAlikes(TrustPath.MAX_SIGNATURES, false);
        acme.lists(meter);

        assertThat(world.bootstrap(meter)).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.OVERLOAD));
        assertThat(world.bootstrap(meter)).isInstanceOf(Claimed.class);
    }

    @Test
    void oneCaFewerIsFoundAtOnce() {
        hasLookAlikes(TrustPath.MAX_SIGNATURES - 1, false);
        acme.lists(meter);

        assertThat(world.bootstrap(meter)).isInstanceOf(Claimed.class);
    }

    @Test
    void aPreAssignedDeviceIsNotToldThatNobodyListsIt() {
        hasLookAlikes(TrustPath.MAX_SIGNATURES, true);

        assertThat(world.bootstrap(meter, acme.id())).isInstanceOfSatisfying(Refused.class,
                refused -> assertThat(refused.reason()).isEqualTo(RefusalReason.OVERLOAD));
        assertThat(world.bootstrap(meter, acme.id())).isInstanceOf(Claimed.class);
    }

    @Test
    void theAccountSeesWhyTheDeviceHadToComeBack() {
        hasLookAlikes(TrustPath.MAX_SIGNATURES, false);
        acme.lists(meter);
        world.bootstrap(meter);

        assertThat(acme.refusals()).singleElement().returns(RefusalReason.OVERLOAD, Refusal::reason)
                .returns("too many trusted certificates of the account have the name of the device's CA to try all at "
                        + "once; the next attempt goes on", Refusal::detail);
    }

    /// As many CAs of the maker's name, then the maker's own.
    private void hasLookAlikes(int count, boolean proven) {
        for (int i = 0; i < count; i++) {
            has(Maker.named("OEM"), proven);
        }
        has(OEM, proven);
    }

    private void has(Maker maker, boolean proven) {
        var certificate = Samples.trusted(acme.id(), "CA " + Samples.id(), maker.uploaded(), CertificateStatus.ACTIVE,
                proven);
        world.read(stores -> stores.trustedCertificates().add(certificate, null));
    }
}
