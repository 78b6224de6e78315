package io.firstclaim.core.claim;

import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.CertificateDraft;
import io.firstclaim.core.Maker;
import io.firstclaim.core.Problem;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.Explanation.Check;
import io.firstclaim.core.claim.Explanation.Failure;
import io.firstclaim.core.claim.Explanation.Name;
import io.firstclaim.core.claim.ExplanationSubject.ByCertificate;
import io.firstclaim.core.claim.ExplanationSubject.ByDevice;
import io.firstclaim.core.claim.ExplanationSubject.ByEndpointName;
import io.firstclaim.core.claim.ExplanationSubject.ByIdentity;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.enrollment.EnrollmentId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What an account is told of one device. That it agrees with the claim is shown by [ExplanationAgreesTest].
class ExplainEnrollmentTest {
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
    void allChecksOfADeviceThatIsRegistered() {
        acme.trusts(OEM);
        acme.lists(meter);
        var claimed = world.claim(meter);
        world.confirm(claimed);
        world.register(claimed);
        var told = acme.asks(new ByCertificate(meter.chain()));

        assertThat(told.identity()).isEqualTo(meter.enrollmentId());
        assertThat(told.checks()).extracting(Check::name).containsExactly(Name.CERTIFICATE_USABLE,
                Name.ENROLLMENT_LISTED, Name.ENROLLMENT_NOT_EXPIRED, Name.TRUSTED_CERTIFICATE_IN_ACCOUNT,
                Name.ACCOUNT_ACTIVE, Name.DEVICE_QUOTA, Name.ENDPOINT_NAME_FREE, Name.BOOTSTRAPPED, Name.REGISTERED);
        assertThat(told.failed()).isEmpty();
        assertThat(acme.asks(new ByDevice(claimed.deviceId())).failed()).isEmpty();
        assertThat(acme.asks(new ByEndpointName(new EndpointName("meter"))).failed()).isEmpty();
    }

    @Test
    void aDeviceThatIsOnItsWayIsToldWhereItStands() {
        acme.trusts(OEM);
        acme.lists(meter);
        var claimed = world.claim(meter);
        assertThat(failed(acme.asks(new ByIdentity(meter.enrollmentId())))).isEqualTo(Name.BOOTSTRAPPED);
        world.confirm(claimed);
        assertThat(failed(acme.asks(new ByIdentity(meter.enrollmentId())))).isEqualTo(Name.REGISTERED);
        world.register(claimed);
        world.deregister(claimed);
        assertThat(acme.asks(new ByIdentity(meter.enrollmentId())).failed()).hasValueSatisfying(
                check -> assertThat(check.detail()).isEqualTo("its registration ended"));
    }

    @Test
    void aCertificateThatNoHandshakeTakes() {
        acme.trusts(OEM);
        var expired = OEM.device("old",
                CertificateDraft.ofDevice("old").valid(Instant.EPOCH, Samples.NOW.minusSeconds(1)));
        acme.lists(expired);
        var told = acme.asks(new ByCertificate(expired.chain()));

        assertThat(failed(told)).isEqualTo(Name.CERTIFICATE_USABLE);
        assertThat(told.failed().orElseThrow().failure()).isInstanceOf(Failure.SecureConnectionFails.class);
    }

    @Test
    void whoHoldsAnIdIsNotSaid() {
        globex.trusts(OEM);
        globex.lists(meter);
        acme.trusts(OEM);
        var told = acme.asks(new ByIdentity(meter.enrollmentId()));
        assertThat(told.failed()).hasValueSatisfying(check -> {
            assertThat(check.name()).isEqualTo(Name.ENROLLMENT_LISTED);
            assertThat(check.detail()).isEqualTo("Enrollment identity is already claimed.");
            assertThat(check.failure()).isInstanceOf(Failure.NotRefused.class);
        });

        world.claim(meter);
        assertThat(acme.asks(new ByIdentity(meter.enrollmentId()))).isEqualTo(told);
        assertThat(acme.asks(new ByEndpointName(new EndpointName("meter"))))
                .isEqualTo(acme.asks(new ByEndpointName(new EndpointName("nothing"))));
    }

    @Test
    void anotherAccountsEnrollmentThatEndedIsNone() {
        globex.lists(meter);
        world.clock.pass(World.PENDING_LIFETIME);

        assertThat(acme.asks(new ByIdentity(meter.enrollmentId())))
                .isEqualTo(acmeOf(OEM.device("nobody's").enrollmentId(), meter));
    }

    @Test
    void anotherAccountsDeviceIsAsUnknownAsOneThatNeverWas() {
        globex.trusts(OEM);
        globex.lists(meter);
        var claimed = world.claim(meter);

        assertProblem(Problem.NOT_FOUND, () -> acme.asks(new ByDevice(claimed.deviceId())));
        assertProblem(Problem.NOT_FOUND, () -> acme.asks(new ByDevice(Samples.id())));
    }

    @Test
    void aDeviceThatLeftIsExplainedByItsId() {
        acme.trusts(OEM);
        var listed = acme.lists(meter);
        var claimed = world.claim(meter);
        acme.cancels(listed);
        assertThat(acme.asks(new ByDevice(claimed.deviceId())).failed().orElseThrow().failure())
                .isEqualTo(new Failure.Refused(RefusalReason.ENROLLMENT_NOT_REGISTERED));

        globex.lists(meter);
        assertThat(acme.asks(new ByDevice(claimed.deviceId())).failed().orElseThrow().failure())
                .isInstanceOf(Failure.NotRefused.class);
    }

    @Test
    void anEndpointNameLeadsToADeviceThatWasTurnedAway() {
        acme.proves(OEM);
        world.bootstrap(meter);
        var told = acme.asks(new ByEndpointName(new EndpointName("meter")));

        assertThat(told.identity()).isEqualTo(meter.enrollmentId());
        assertThat(failed(told)).isEqualTo(Name.ENROLLMENT_LISTED);
        assertThat(failed(globex.asks(new ByEndpointName(new EndpointName("meter")))))
                .isEqualTo(Name.ENDPOINT_NAME_KNOWN);
    }

    @Test
    void withoutItsCertificateTheCaIsTheOneByWhichTheDeviceCameLast() {
        acme.lists(meter);
        assertThat(failed(ask())).isEqualTo(Name.TRUSTED_CERTIFICATE_IN_ACCOUNT);

        acme.trusts(Maker.named("somebody else"));
        assertThat(ask().failed()).isEmpty();

        globex.trusts(OEM);
        world.bootstrap(meter);
        assertThat(failed(ask())).isEqualTo(Name.TRUSTED_CERTIFICATE_IN_ACCOUNT);

        acme.trusts(OEM);
        assertThat(ask().failed()).isEmpty();
    }

    @Test
    void toAskChangesNothing() {
        acme.trusts(OEM);
        acme.lists(meter);
        var before = acme.events();
        acme.asks(new ByCertificate(meter.chain()));
        world.clock.pass(World.PENDING_LIFETIME.plus(Duration.ofDays(1)));
        acme.asks(new ByCertificate(meter.chain()));
        globex.asks(new ByCertificate(meter.chain()));

        assertThat(acme.events()).isEqualTo(before);
        assertThat(acme.devices()).isEmpty();
        assertThat(acme.refusals()).isEmpty();
        assertThat(
                world.<Boolean>read(stores -> stores.enrollments().findByFingerprint(meter.fingerprint()).isPresent()))
                .isTrue();
    }

    @Test
    void aKeyOfThePlatformHasNoAccountToAskFor() {
        assertProblem(Problem.ACCESS_DENIED,
                () -> world.explainEnrollment.explain(World.PLATFORM, new ByIdentity(meter.enrollmentId())));
    }

    private Explanation ask() {
        return acme.asks(new ByIdentity(meter.enrollmentId()));
    }

    /// What is said of one ID, as if it were said of another device.
    private Explanation acmeOf(EnrollmentId id, SampleDevice instead) {
        return new Explanation(instead.enrollmentId(), acme.asks(new ByIdentity(id)).checks());
    }

    private static Name failed(Explanation explanation) {
        return explanation.failed().orElseThrow().name();
    }
}
