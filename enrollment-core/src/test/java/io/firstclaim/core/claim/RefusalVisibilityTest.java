package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.listing.Selection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who may know that a device was turned away.
class RefusalVisibilityTest {
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
    void theAccountThatListsTheDevice() {
        acme.lists(meter);
        world.bootstrap(meter);

        assertThat(acme.refusals()).singleElement()
                .returns(RefusalReason.TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT, Refusal::reason);
        assertThat(globex.refusals()).isEmpty();
    }

    @Test
    void theAccountThatProvedTheCa() {
        globex.proves(OEM);
        world.bootstrap(meter);

        assertThat(globex.refusals()).singleElement().returns(RefusalReason.ENROLLMENT_NOT_REGISTERED, Refusal::reason);
    }

    @Test
    void whoOnlyHasTheCaMustNameTheDevice() {
        globex.trusts(OEM);
        world.bootstrap(meter);

        assertThat(globex.refusals()).isEmpty();
        assertThat(globex.refusalsOf(meter)).hasSize(1);
    }

    @Test
    void whoHasNeitherSeesNothingAlsoWithTheExactId() {
        acme.trusts(OEM);
        globex.trusts(Maker.named("OEM"));
        world.bootstrap(meter);

        assertThat(globex.refusalsOf(meter)).isEmpty();
    }

    /// Anyone can upload the CA certificate of a maker. Whoever does must not see which of its devices knock: neither their names nor their number.
    @Test
    void aTenantThatUploadsAPublicCaSeesNoneOfTheDevicesThatKnock() {
        var nosy = world.account("Nosy");
        nosy.trusts(OEM);
        acme.trusts(OEM);
        acme.mayOwn(0);
        acme.lists(meter);
        globex.proves(OEM);
        var unlisted = OEM.device("unlisted");
        world.bootstrap(meter);
        world.bootstrap(unlisted);

        assertThat(acme.refusals()).extracting(Refusal::endpointName).containsExactly("meter");
        assertThat(globex.refusals()).extracting(Refusal::endpointName).containsExactly("meter", "unlisted");
        assertThat(nosy.refusals()).isEmpty();
        assertThat(nosy.countedRefusals()).isZero();
        assertThat(nosy.refusalsOf(unlisted)).extracting(Refusal::endpointName).containsExactly("unlisted");
        assertThat(nosy.refusalsOf(OEM.device("other"))).isEmpty();
        assertThat(nosy.asks(new ExplanationSubject.ByEndpointName(new EndpointName("unlisted"))))
                .isEqualTo(nosy.asks(new ExplanationSubject.ByEndpointName(new EndpointName("no such name"))));
    }

    /// Who had a device before knows its ID and its maker's CA. What becomes of it now is the next holder's affair.
    @Test
    void whoNamesTheExactIdOfAnotherAccountsDeviceSeesNothingOfIt() {
        acme.trusts(OEM);
        acme.mayOwn(0);
        globex.trusts(OEM);
        acme.lists(meter);
        world.bootstrap(meter);

        assertThat(acme.refusalsOf(meter)).extracting(Refusal::reason)
                .containsExactly(RefusalReason.ACCOUNT_DEVICE_QUOTA_REACHED);
        assertThat(globex.refusalsOf(meter)).isEmpty();
    }

    @Test
    void eachAccountIsToldItsOwnTrustedCertificateOrNone() {
        var provers = globex.proves(OEM);
        acme.lists(meter);
        world.bootstrap(meter);

        assertThat(acme.seenRefusals(null)).singleElement().returns(null, VisibleRefusal::trustedCertificateId);
        assertThat(globex.seenRefusals(null)).singleElement()
                .returns(provers.id(), VisibleRefusal::trustedCertificateId);
    }

    @Test
    void theNextHolderDoesNotLearnThatTheDeviceWasTurnedAwayBefore() {
        globex.trusts(OEM);
        var listed = acme.lists(meter);
        world.bootstrap(meter);
        acme.refusals();
        acme.cancels(listed);
        var initech = world.account("Initech");
        initech.lists(meter);
        world.clock.pass(Duration.ofDays(1));
        world.bootstrap(meter);

        assertThat(initech.refusals()).singleElement().returns(1L, Refusal::count)
                .returns(world.clock.instant(), Refusal::firstSeenAt);
        assertThat(acme.refusals()).isEmpty();
    }

    @Test
    void nobodyLearnsTheIdOfAnotherAccount() {
        acme.lists(meter);
        globex.proves(OEM);
        world.bootstrap(meter);
        world.bootstrap(meter, globex.id());

        assertThat(globex.refusals()).hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal.detail()).doesNotContain(acme.id().toString()));
        assertThat(acme.refusals()).hasSize(2)
                .allSatisfy(refusal -> assertThat(refusal.detail()).doesNotContain(globex.id().toString()));
    }

    @Test
    void aFullAccountsRefusalNamesNoAccountEither() {
        globex.proves(OEM);
        acme.trusts(OEM);
        acme.mayOwn(0);
        acme.lists(meter);
        world.bootstrap(meter);

        assertThat(globex.refusals()).singleElement()
                .satisfies(refusal -> assertThat(refusal.detail()).doesNotContain(acme.id().toString()));
    }

    @Test
    void repeatsOfOneReasonAreOneRowWithItsCountAndTimes() {
        globex.proves(OEM);
        world.bootstrap(meter);
        world.clock.pass(Duration.ofSeconds(12));
        world.bootstrap(meter);
        world.refusals.write();
        world.clock.pass(Duration.ofSeconds(24));
        world.bootstrap(meter.named("renamed"));

        assertThat(globex.refusals()).singleElement().returns(3L, Refusal::count)
                .returns(Samples.NOW, Refusal::firstSeenAt).returns(Samples.NOW.plusSeconds(36), Refusal::lastSeenAt)
                .returns("renamed", Refusal::endpointName);
    }

    @Test
    void eachReasonHasItsOwnRow() {
        globex.proves(OEM);
        world.bootstrap(meter);
        acme.lists(meter);
        world.bootstrap(meter);

        assertThat(globex.refusals()).extracting(Refusal::reason).containsExactlyInAnyOrder(
                RefusalReason.ENROLLMENT_NOT_REGISTERED, RefusalReason.TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT);
    }

    @Test
    void theFirstRefusalForAReasonIsAnEventOfWhoMayKnowAndOfNobodyElse() {
        var initech = world.account("Initech");
        acme.lists(meter);
        globex.proves(OEM);
        initech.trusts(OEM);
        world.bootstrap(meter);
        world.refusals.write();
        world.bootstrap(meter);
        world.refusals.write();

        assertThat(List.of(acme.events().getLast(), globex.events().getLast())).allSatisfy(event -> {
            assertThat(event.type()).isEqualTo(ClaimEvent.Type.DENIED);
            assertThat(event.reason()).isEqualTo(RefusalReason.TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT);
            assertThat(event.fingerprint()).isEqualTo(meter.enrollmentId().fingerprint());
            assertThat(event.at()).isEqualTo(Samples.NOW);
        });
        assertThat(acme.history()).containsExactly(ClaimEvent.Type.ENROLLED, ClaimEvent.Type.DENIED);
        assertThat(globex.history()).containsExactly(ClaimEvent.Type.DENIED);
        assertThat(initech.history()).isEmpty();
    }

    @Test
    void aBoundedNumberOfAccountsThatProvedTheCaIsToldByAnEvent() {
        var provers = Stream.generate(() -> world.account("Prover")).limit(RefusalLog.MAX_PROVERS_TOLD + 1).toList();
        provers.forEach(prover -> prover.proves(OEM));
        world.bootstrap(meter);
        world.refusals.write();

        assertThat(provers.stream().filter(prover -> !prover.events().isEmpty())).hasSize(RefusalLog.MAX_PROVERS_TOLD);
        assertThat(provers).allSatisfy(prover -> assertThat(prover.refusals()).hasSize(1));
    }

    /// Whoever has the key of a CA makes any number of devices; what they leave for good must not grow with them.
    @Test
    void aBoundedNumberOfDevicesOfAProvedCaIsToldByEventsOnOneDayButTheHolderIsAlwaysTold() {
        globex.proves(OEM);
        try (var log = new RefusalLog(world.stores, world.ids, world.clock, world.checkHandshake,
                new EventsByProof(2))) {
            turnAway(log, null);
            turnAway(log, null);
            assertThat(globex.events()).hasSize(2);

            turnAway(log, null);
            turnAway(log, acme.id());
            assertThat(globex.events()).hasSize(2);
            assertThat(acme.events()).hasSize(1);

            world.clock.pass(Duration.ofDays(1));
            turnAway(log, null);
            assertThat(globex.events()).hasSize(3);
            assertThat(globex.refusals()).hasSize(5);
        }
    }

    private static void turnAway(RefusalLog log, @Nullable ResourceId holder) {
        log.note(OEM.device("minted").presents(null),
                new Verdict.Rejected(RefusalReason.ENROLLMENT_NOT_REGISTERED, "why", holder));
        log.write();
    }

    @Test
    void aDeviceThatIsLetInIsNotRefused() {
        acme.trusts(OEM);
        acme.lists(meter);
        world.bootstrap(meter);

        assertThat(acme.refusals()).isEmpty();
    }

    @Test
    void whatWaitsIsWrittenAtTheEnd() {
        globex.proves(OEM);
        world.refusals.start();
        world.bootstrap(meter);
        world.refusals.close();

        assertThat(world.<List<VisibleRefusal>>read(
                s -> s.refusals().listVisible(globex.id(), null, Selection.first(10)))).hasSize(1);
    }
}
