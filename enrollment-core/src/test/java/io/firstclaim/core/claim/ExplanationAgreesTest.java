package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.CertificateDraft;
import io.firstclaim.core.Maker;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.ClaimOutcome.Refused;
import io.firstclaim.core.claim.Explanation.Failure;
import io.firstclaim.core.claim.ExplanationSubject.ByCertificate;
import io.firstclaim.core.claim.ExplanationSubject.ByIdentity;
import io.firstclaim.core.device.DeleteDevice;
import io.firstclaim.core.trust.CertificateStatus;
import io.firstclaim.core.trust.TrustPath;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An explanation names the reason for which the claim turns the device away, and none when it lets it in.
class ExplanationAgreesTest {
    private static final Maker OEM = Maker.named("OEM");

    private final World world = new World();
    private final Tenant acme = world.account("Acme");
    private final SampleDevice meter = OEM.device("meter");

    @AfterEach
    void end() {
        world.close();
    }

    /// What makes the claim refuse the device for each reason. That signing fails, nothing tells before.
    private void makeRefused(RefusalReason reason) {
        switch (reason) {
            case TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT -> {
                world.account("Other").trusts(OEM);
                acme.trusts(Maker.named("OEM"));
                acme.lists(meter);
            }
            case ENROLLMENT_NOT_REGISTERED -> acme.trusts(OEM);
            case ACCOUNT_DEVICE_QUOTA_REACHED -> {
                listed();
                acme.mayOwn(0);
            }
            case DUPLICATE_ENDPOINT_NAME -> {
                listed();
                var namesake = OEM.device("meter");
                acme.lists(namesake);
                world.claim(namesake);
            }
            case ACCOUNT_SUSPENDED -> {
                listed();
                acme.isSuspended(true);
            }
            case OVERLOAD -> {
                IntStream.rangeClosed(0, 3 * TrustPath.MAX_SIGNATURES)
                        .forEach(_ -> has(Maker.named("OEM"), CertificateStatus.ACTIVE));
                acme.lists(meter);
            }
            case SIGNING -> throw new AssertionError("Nobody can foresee that");
        }
    }

    @ParameterizedTest
    @EnumSource(value = RefusalReason.class, mode = EnumSource.Mode.EXCLUDE, names = "SIGNING")
    void byItsCertificateBeforeItComes(RefusalReason reason) {
        makeRefused(reason);
        var told = reasonOf(acme.asks(new ByCertificate(meter.chain())));

        assertThat(refusal(meter)).isEqualTo(reason);
        // Which endpoint name a device will give, its certificate does not say.
        assertThat(told).isEqualTo(reason == RefusalReason.DUPLICATE_ENDPOINT_NAME ? null : reason);
    }

    @ParameterizedTest
    @EnumSource(value = RefusalReason.class, mode = EnumSource.Mode.EXCLUDE, names = {"SIGNING", "OVERLOAD"})
    void byItsIdAfterItCame(RefusalReason reason) {
        makeRefused(reason);

        assertThat(refusal(meter)).isEqualTo(reason);
        assertThat(reasonOf(acme.asks(new ByIdentity(meter.enrollmentId())))).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(value = RefusalReason.class, mode = EnumSource.Mode.EXCLUDE, names = {"SIGNING", "OVERLOAD",
            "ENROLLMENT_NOT_REGISTERED"})
    void theWordsAreThoseOfTheRefusal(RefusalReason reason) {
        makeRefused(reason);
        world.bootstrap(meter);
        var detail = acme.refusals().stream().filter(seen -> seen.reason() == reason).findFirst().orElseThrow()
                .detail();

        assertThat(acme.asks(new ByCertificate(meter.chain())).failed().orElseThrow().detail()).startsWith(detail);
    }

    @Test
    void anEnrollmentThatEndedIsRefusedAndExplainedAsNone() {
        listed();
        world.clock.pass(World.PENDING_LIFETIME);
        var told = acme.asks(new ByCertificate(meter.chain()));

        assertThat(reasonOf(told)).isEqualTo(refusal(meter)).isEqualTo(RefusalReason.ENROLLMENT_NOT_REGISTERED);
        assertThat(told.failed().orElseThrow().name()).isEqualTo(Explanation.Name.ENROLLMENT_NOT_EXPIRED);
    }

    @Test
    void aDeviceThatAsksForAnotherAccountIsExplainedAfterItCame() {
        listed();
        world.bootstrap(meter, Samples.id());
        var told = acme.asks(new ByCertificate(meter.chain()));

        assertThat(told.failed().orElseThrow().name()).isEqualTo(Explanation.Name.ACCOUNT_ASKED_FOR);
        assertThat(reasonOf(told)).isEqualTo(RefusalReason.ENROLLMENT_NOT_REGISTERED);
        world.claim(meter);
        assertThat(reasonOf(acme.asks(new ByCertificate(meter.chain())))).isNull();
    }

    /// Its certificate does not tell whether it was assigned.
    @Test
    void aDeviceOfAProvedCaIsRefusedUnlessTheFactoryAssignedItAndTheExplanationSaysSo() {
        acme.proves(OEM);
        var failed = acme.asks(new ByCertificate(meter.chain())).failed().orElseThrow();

        assertThat(failed.name()).isEqualTo(Explanation.Name.ENROLLMENT_LISTED);
        assertThat(failed.detail()).contains("if the factory assigned it to the account, it needs no enrollment");
        assertThat(refusal(meter)).isEqualTo(RefusalReason.ENROLLMENT_NOT_REGISTERED);
        assertThat(world.bootstrap(meter, acme.id())).isInstanceOf(Claimed.class);
    }

    @Test
    void aCaInEnrollmentModeNeedsTheEnrollmentInAnyCase() {
        acme.trusts(OEM);

        assertThat(acme.asks(new ByCertificate(meter.chain())).failed().orElseThrow().detail())
                .isEqualTo("no account lists the device");
        assertThat(world.bootstrap(meter, acme.id())).isInstanceOf(Refused.class);
    }

    @Test
    void aDeviceThatIsLetInPassesEveryCheck() {
        listed();

        assertThat(acme.asks(new ByCertificate(meter.chain())).failed()).isEmpty();
        assertThat(acme.asks(new ByIdentity(meter.enrollmentId())).failed()).isEmpty();
        assertThat(world.bootstrap(meter)).isInstanceOf(Claimed.class);
    }

    @Test
    void aCaThatIsNotInUseAdmitsNobodyAndTheExplanationSaysSo() {
        world.account("Other").trusts(OEM);
        has(OEM, CertificateStatus.INACTIVE);
        acme.lists(meter);

        assertRefusedAndExplained(RefusalReason.TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT);
    }

    @Test
    void aCaThatIsNotValidAnyMoreAdmitsNobodyAndTheExplanationSaysSo() {
        var until = Samples.NOW.truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(1));
        var brief = Maker.of(CertificateDraft.ofCa("brief").valid(Samples.NOW, until));
        var device = brief.device("brief-1");
        acme.trusts(brief);
        acme.lists(device);
        assertThat(acme.asks(new ByIdentity(device.enrollmentId())).failed()).isEmpty();
        world.claim(device);
        world.clock.set(until);
        assertThat(acme.asks(new ByIdentity(device.enrollmentId())).failed().orElseThrow().name())
                .isEqualTo(Explanation.Name.BOOTSTRAPPED);

        world.clock.pass(Duration.ofSeconds(1));
        var expected = RefusalReason.TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT;
        assertThat(reasonOf(acme.asks(new ByIdentity(device.enrollmentId())))).isEqualTo(expected);
        assertThat(reasonOf(acme.asks(new ByCertificate(device.chain())))).isEqualTo(expected);
        assertThat(refusal(device)).isEqualTo(expected);
        acme.trusts(OEM);
        assertThat(reasonOf(acme.asks(new ByIdentity(device.enrollmentId())))).isEqualTo(expected);
    }

    @Test
    void aDeviceThatTheAccountRemovedIsRefusedAndTheExplanationSaysThatItIsBlocked() {
        acme.proves(OEM);
        var claimed = world.claim(meter, acme.id());
        new DeleteDevice(world.stores, world.ids, world.clock).delete(acme.admin(), claimed.deviceId());

        assertThat(acme.asks(new ByCertificate(meter.chain())).failed().orElseThrow().detail()).contains("is blocked");
        assertRefusedAndExplained(RefusalReason.ENROLLMENT_NOT_REGISTERED);
        assertThat(world.bootstrap(meter, acme.id())).isInstanceOf(Refused.class);
    }

    @Test
    void aDeviceThatWasTransferredIsAnothersAndItsAccountLetsItIn() {
        listed();
        world.claim(meter);
        acme.cancels(acme.list().getFirst());
        var globex = world.account("Globex");
        globex.trusts(OEM);
        globex.lists(meter);

        assertThat(acme.asks(new ByCertificate(meter.chain())).failed().orElseThrow().failure())
                .isInstanceOf(Failure.NotRefused.class);
        assertThat(globex.asks(new ByCertificate(meter.chain())).failed()).isEmpty();
        assertThat(world.bootstrap(meter)).isInstanceOf(Claimed.class);
    }

    private void assertRefusedAndExplained(RefusalReason reason) {
        assertThat(reasonOf(acme.asks(new ByCertificate(meter.chain())))).isEqualTo(reason);
        assertThat(reasonOf(acme.asks(new ByIdentity(meter.enrollmentId())))).isEqualTo(reason);
        assertThat(refusal(meter)).isEqualTo(reason);
        assertThat(reasonOf(acme.asks(new ByIdentity(meter.enrollmentId())))).isEqualTo(reason);
    }

    @Test
    void aDeviceOfAFullAccountComesBackAndIsExplainedSo() {
        listed();
        world.claim(meter);
        acme.mayOwn(0);

        assertThat(reasonOf(acme.asks(new ByCertificate(meter.chain())))).isNull();
        assertThat(world.bootstrap(meter)).isInstanceOf(Claimed.class);
    }

    private void listed() {
        acme.trusts(OEM);
        acme.lists(meter);
    }

    private void has(Maker maker, CertificateStatus status) {
        var certificate = Samples.trusted(acme.id(), "CA " + Samples.id(), maker.uploaded(), status, false);
        world.read(stores -> stores.trustedCertificates().add(certificate, null));
    }

    private RefusalReason refusal(SampleDevice device) {
        if (world.bootstrap(device) instanceof Refused(var reason, var _)) {
            return reason;
        }
        throw new AssertionError("The device was let in");
    }

    private static @Nullable RefusalReason reasonOf(Explanation explanation) {
        return explanation.failed().map(Explanation.Check::failure)
                .map(failure -> failure instanceof Failure.Refused(var reason) ? reason : null).orElse(null);
    }
}
