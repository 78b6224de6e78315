package io.firstclaim.core.device;

import static io.firstclaim.core.Problems.assertInvalid;
import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.Problem;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.device.RegistrationOutcome.Refused;
import io.firstclaim.core.device.RegistrationOutcome.Registered;
import io.firstclaim.core.device.RegistrationOutcome.Unavailable;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.listing.Condition;
import io.firstclaim.core.listing.ListRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// [UpdateRegistration], [DeregisterDevice], [ExpireRegistrations], [RequestBootstrap] and [ReadDevices].
class RegistrationsTest {
    private static final Maker OEM = Maker.named("OEM");
    private static final Duration HOUR = Duration.ofHours(1);

    private final World world = new World();
    private final Tenant acme = world.account("Acme");
    private final Tenant globex = world.account("Globex");
    private final SampleDevice meter = OEM.device("meter");
    private final ReadDevices reading = new ReadDevices(world.stores);
    private Enrollment enrollment = Samples.enrollment(Samples.id());

    @BeforeEach
    void list() {
        acme.trusts(OEM);
        globex.trusts(OEM);
        enrollment = acme.lists(meter);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void anUpdateProlongsUntilTheLastMillisecond() {
        var claimed = world.claim(meter);
        world.register(claimed, HOUR);
        world.clock.set(Samples.NOW.plus(HOUR).minusMillis(1));

        assertThat(world.update(claimed)).isInstanceOfSatisfying(Registered.class, updated -> assertThat(
                updated.expiresAt()).isEqualTo(Samples.NOW.plus(HOUR).plus(HOUR).minusMillis(1)));

        world.clock.pass(HOUR);
        assertThat(world.update(claimed)).isInstanceOf(Refused.class);
    }

    @Test
    void anUpdateKeepsWhatItDoesNotName() {
        var claimed = world.claim(meter);
        world.register(claimed, HOUR);
        world.updateRegistration.update(new RegistrationUpdate(World.chainOf(claimed), acme.id(), claimed.deviceId(),
                Duration.ofMinutes(5), "", "</3/0>"));

        var view = reading.get(acme.reader(), claimed.deviceId());
        assertThat(view.registration()).isEqualTo(new Registration(claimed.deviceId(), Samples.NOW,
                Duration.ofMinutes(5), "1.1", "U", "", "</3/0>"));
    }

    @Test
    void anUpdateWithoutARegistrationIsRefused() {
        var claimed = world.claim(meter);

        assertThat(world.update(claimed)).isInstanceOf(Refused.class);
    }

    @Test
    void anUpdateAtAnotherDevicesLocationIsRefused() {
        var other = OEM.device("other");
        acme.lists(other);
        var mine = world.claim(meter);
        var others = world.claim(other);
        world.register(mine);
        world.register(others);

        assertThat(world.updateRegistration.update(
                new RegistrationUpdate(World.chainOf(mine), acme.id(), others.deviceId(), null, "", "")))
                .isInstanceOf(Refused.class);
        assertThat(world.updateRegistration.update(
                new RegistrationUpdate(World.chainOf(mine), globex.id(), mine.deviceId(), null, "", "")))
                .isInstanceOf(Refused.class);
        assertThat(world.deregisterDevice.deregister(World.chainOf(mine), acme.id(), others.deviceId())).isFalse();
    }

    @Test
    void anUpdateWhileTheAccountIsSuspendedHasToWait() {
        var claimed = world.claim(meter);
        world.register(claimed);
        acme.isSuspended(true);

        assertThat(world.update(claimed)).isInstanceOf(Unavailable.class);
    }

    @Test
    void anUpdateWithARetiredCredentialIsRefused() {
        var old = world.claim(meter);
        world.register(old);
        world.register(world.claim(meter));

        assertThat(world.update(old)).isInstanceOf(Refused.class);
        assertThat(world.deregister(old)).isFalse();
    }

    @Test
    void afterACancellationAnUpdateIsRefused() {
        var claimed = world.claim(meter);
        world.register(claimed);
        acme.cancels(enrollment);

        assertThat(world.update(claimed)).isInstanceOf(Refused.class);
        assertThat(world.deregister(claimed)).isFalse();
    }

    @Test
    void aDeviceDeregistersOnce() {
        var claimed = world.claim(meter);
        world.register(claimed);

        assertThat(world.deregister(claimed)).isTrue();
        assertThat(world.deregister(claimed)).isFalse();
        assertThat(acme.device().state()).isEqualTo(DeviceState.DEREGISTERED);
        assertThat(world.register(claimed)).isInstanceOf(Registered.class);
        assertThat(acme.history()).endsWith(ClaimEvent.Type.REGISTERED, ClaimEvent.Type.DEREGISTERED,
                ClaimEvent.Type.REGISTERED);
    }

    @Test
    void aRegistrationEndsAtTheVeryMillisecondOfItsLifetime() {
        var claimed = world.claim(meter);
        world.register(claimed, HOUR);
        var expiring = new ExpireRegistrations(world.stores, world.ids, world.clock);

        world.clock.set(Samples.NOW.plus(HOUR).minusMillis(1));
        assertThat(expiring.run()).isZero();
        world.clock.set(Samples.NOW.plus(HOUR));
        assertThat(expiring.run()).isEqualTo(1);

        assertThat(acme.device().state()).isEqualTo(DeviceState.DEREGISTERED);
        assertThat(acme.history()).endsWith(ClaimEvent.Type.DEREGISTERED);
        assertThat(expiring.run()).isZero();
    }

    @Test
    void aDeviceIsToldToBootstrapAgainUntilItDoes() {
        var claimed = world.claim(meter);
        world.register(claimed);
        var requesting = new RequestBootstrap(world.stores, world.ids, world.clock);
        requesting.request(acme.admin(), claimed.deviceId());
        requesting.request(acme.admin(), claimed.deviceId());

        assertThat(world.update(claimed)).isInstanceOfSatisfying(Registered.class,
                updated -> assertThat(updated.bootstrapRequested()).isTrue());
        assertThat(acme.history()).containsOnlyOnce(ClaimEvent.Type.BOOTSTRAP_REQUESTED);

        var again = world.claim(meter);
        assertThat(world.register(again)).isInstanceOfSatisfying(Registered.class,
                registered -> assertThat(registered.bootstrapRequested()).isFalse());
    }

    @Test
    void nobodyReachesTheDeviceOfAnother() {
        var claimed = world.claim(meter);
        var id = claimed.deviceId();

        assertProblem(Problem.NOT_FOUND, () -> reading.get(globex.reader(), id));
        assertProblem(Problem.NOT_FOUND,
                () -> new RequestBootstrap(world.stores, world.ids, world.clock).request(globex.admin(), id));
        assertProblem(Problem.NOT_FOUND,
                () -> new DeleteDevice(world.stores, world.ids, world.clock).delete(globex.admin(), id));
        assertProblem(Problem.NOT_FOUND, () -> new UnblockDevice(world.stores, world.ids, world.clock)
                .unblock(globex.admin(), meter.enrollmentId()));
        assertThat(globex.devices()).isEmpty();
    }

    @Test
    void aDeviceClaimedByEnrollmentIsNotDeletedButCancelled() {
        var claimed = world.claim(meter);

        assertProblem(Problem.NOT_POSSIBLE_NOW,
                () -> new DeleteDevice(world.stores, world.ids, world.clock).delete(acme.admin(), claimed.deviceId()));
        assertThat(acme.devices()).hasSize(1);
    }

    @Test
    void devicesAreListedByStateAndName() {
        var claimed = world.claim(meter);
        world.register(claimed);
        var all = ListRequest.of(new PageRequest(10, null));

        var registered = all.and(Condition.equal("state", "registered"));
        var gone = all.and(Condition.equal("state", "deregistered"));
        var named = all.and(Condition.equal("endpoint_name", "meter"));
        assertThat(reading.list(acme.reader(), registered).items()).hasSize(1);
        assertThat(reading.list(acme.reader(), gone).items()).isEmpty();
        assertThat(reading.list(acme.reader(), named).items()).hasSize(1);
        assertThat(reading.list(acme.reader(), named.and(Condition.equal("state", "BOOTSTRAPPED"))).items()).isEmpty();
        assertThat(reading.list(globex.reader(), named).items()).isEmpty();
    }

    @Test
    void allDevicesAreCountedAndThoseOfAConditionToo() {
        world.register(world.claim(meter));
        var page = new PageRequest(10, null);
        var bootstrapped = List.of(Condition.equal("state", "bootstrapped"));
        assertThat(reading.list(acme.reader(), new ListRequest(page, List.of(), false, true)).total()).isEqualTo(1);
        assertThat(reading.list(acme.reader(), new ListRequest(page, bootstrapped, false, true)).total()).isZero();
        assertThat(reading.list(globex.reader(), new ListRequest(page, List.of(), false, true)).total()).isZero();
    }

    @Test
    void anEndpointNameHasOneToSixtyFourCharacters() {
        assertThat(new EndpointName("\uD83D\uDE00".repeat(64)).text()).hasSize(128);
        assertInvalid("endpoint_name", () -> new EndpointName("n".repeat(65)));
        assertInvalid("endpoint_name", () -> new EndpointName(""));
        assertInvalid("endpoint_name", () -> new EndpointName("a\nb"));
        assertInvalid("endpoint_name", () -> new EndpointName("\uD83D"));
    }
}
