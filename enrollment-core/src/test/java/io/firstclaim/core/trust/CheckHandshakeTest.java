package io.firstclaim.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import io.firstclaim.core.trust.HandshakeDecision.Undecided;
import io.firstclaim.core.trust.HandshakeDecision.Untrusted;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckHandshakeTest {
    private static final Maker OEM = Maker.named("OEM");

    private final World world = new World();
    private final Tenant acme = world.account("Acme");
    private final SampleDevice meter = OEM.device("meter");

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aCaThatSomeAccountTrustsOpensTheDoorAlsoToDevicesThatNobodyLists() {
        acme.trusts(OEM);

        assertThat(check(meter)).isEqualTo(new Trusted(OEM.certificate()));
    }

    @Test
    void aCaThatNobodyTrustsOpensNothing() {
        acme.trusts(Maker.named("Other"));

        assertThat(check(meter)).isInstanceOfSatisfying(Untrusted.class,
                untrusted -> assertThat(untrusted.reason()).isEqualTo(UntrustedReason.UNKNOWN_CA));
    }

    @Test
    void anInactiveCaOpensNothing() {
        change(acme.trusts(OEM), null, CertificateStatus.INACTIVE);

        assertThat(check(meter)).isInstanceOf(Untrusted.class);
    }

    @Test
    void aCaForTheOtherServerOpensNothing() {
        change(acme.trusts(OEM), TrustedService.LWM2M, null);

        assertThat(check(meter)).isInstanceOf(Untrusted.class);
    }

    @Test
    void aDeletedCaOpensNothingAnyMore() {
        var trust = acme.trusts(OEM);
        check(meter);
        new DeleteTrustedCertificate(world.stores).delete(acme.admin(), trust.id());

        assertThat(check(meter)).isInstanceOf(Untrusted.class);
    }

    @Test
    void theAnchorOfTheAccountThatListsTheDeviceIsPreferred() {
        var line = OEM.branch("line 1");
        var globex = world.account("Globex");
        globex.trusts(line);
        acme.trusts(OEM);
        var device = line.device("meter");
        acme.lists(device);

        assertThat(check(device)).isEqualTo(new Trusted(OEM.certificate()));
    }

    @Test
    void lookAlikesOfHostileAccountsDoNotKeepAListedDeviceOut() {
        hostileLookAlikes(TrustPath.MAX_SIGNATURES + 2);
        acme.trusts(OEM);
        acme.lists(meter);

        assertThat(check(meter)).isEqualTo(new Trusted(OEM.certificate()));
    }

    @Test
    void lookAlikesDoNotKeepOutWhoCameLately() {
        hostileLookAlikes(CheckHandshake.MAX_NAMESAKES + 2);
        acme.trusts(OEM);
        acme.lists(meter);
        assertThat(check(OEM.device("stranger"))).isInstanceOf(Undecided.class);
        check(meter);

        assertThat(check(OEM.device("another"))).isEqualTo(new Trusted(OEM.certificate()));
    }

    @Test
    void behindMoreLookAlikesThanAreLookedAtNothingIsSaidToBeUntrusted() {
        hostileLookAlikes(CheckHandshake.MAX_NAMESAKES);
        acme.trusts(OEM);

        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(check(meter)).as("attempt %d", attempt).isInstanceOfSatisfying(Undecided.class,
                    undecided -> assertThat(undecided.signatures()).isLessThanOrEqualTo(TrustPath.MAX_SIGNATURES));
        }
    }

    @Test
    void theNextAttemptsGetPastFewerLookAlikesThanThat() {
        hostileLookAlikes(TrustPath.MAX_SIGNATURES + 2);
        acme.trusts(OEM);

        assertThat(check(meter)).isInstanceOf(Undecided.class);
        assertThat(check(meter)).isEqualTo(new Trusted(OEM.certificate()));
    }

    @Test
    void theOwnAndTheOthersAnchorsShareOneBoundOfSignatures() {
        for (int i = 0; i < 5; i++) {
            acme.trusts(Maker.named("OEM"));
        }
        acme.lists(meter);
        hostileLookAlikes(TrustPath.MAX_SIGNATURES);

        assertThat(check(meter)).isInstanceOfSatisfying(Undecided.class,
                undecided -> assertThat(undecided.signatures()).isEqualTo(TrustPath.MAX_SIGNATURES));
    }

    @Test
    void whoCameLatelyIsOutOnceNobodyTrustsItsCaAnyMore() {
        var trust = acme.trusts(OEM);
        check(meter);
        change(trust, null, CertificateStatus.INACTIVE);

        assertThat(check(OEM.device("another"))).isInstanceOf(Untrusted.class);
    }

    @Test
    void aProvenCaIsTriedBeforeLookAlikesThatNobodyProved() {
        hostileLookAlikes(TrustPath.MAX_SIGNATURES + 2);
        acme.proves(OEM);

        assertThat(check(meter)).isEqualTo(new Trusted(OEM.certificate()));
    }

    @Test
    void anExpiredEnrollmentIsNoReasonToPreferAnybody() {
        acme.trusts(OEM);
        acme.lists(meter);
        world.clock.pass(World.PENDING_LIFETIME);

        assertThat(check(meter)).isInstanceOf(Trusted.class);
    }

    private void hostileLookAlikes(int count) {
        List<Tenant> hostile = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i % 10 == 0) {
                hostile.add(world.account("Hostile " + i));
            }
            hostile.getLast().trusts(Maker.named("OEM"));
        }
    }

    private void change(TrustedCertificate certificate, @Nullable TrustedService service,
            @Nullable CertificateStatus status) {
        new UpdateTrustedCertificate(world.stores, world.clock).update(acme.admin(), certificate.id(),
                new TrustedCertificateChange(null, null, service, status, null, null, ""), null);
    }

    private HandshakeDecision check(SampleDevice device) {
        return world.checkHandshake.check(device.chain());
    }
}
