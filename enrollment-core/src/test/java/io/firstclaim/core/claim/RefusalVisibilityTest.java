package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import java.time.Duration;
import java.util.List;
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

        assertThat(world.<List<Refusal>>read(s -> s.refusals().listVisible(globex.id(), null, null, 10))).hasSize(1);
    }
}
