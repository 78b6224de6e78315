package io.firstclaim.core.enrollment;

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
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceState;
import io.firstclaim.core.listing.ListRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CancelEnrollmentTest {
    private static final Maker OEM = Maker.named("OEM");

    private final World world = new World();
    private final Tenant acme = world.account("Acme");
    private final Tenant globex = world.account("Globex");
    private final SampleDevice meter = OEM.device("meter");

    @BeforeEach
    void trust() {
        acme.trusts(OEM);
        globex.trusts(OEM);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aPendingOneIsGoneAndItsIdFree() {
        var listed = acme.lists(meter);
        acme.cancels(listed);

        assertThat(acme.list()).isEmpty();
        assertThat(globex.lists(meter)).isNotNull();
        assertThat(acme.history()).containsExactly(ClaimEvent.Type.ENROLLED, ClaimEvent.Type.CANCELLED);
    }

    @Test
    void aClaimedOneTakesItsDeviceOutOfTheAccount() {
        var listed = acme.lists(meter);
        var claimed = world.claim(meter);
        world.register(claimed);

        acme.cancels(listed);

        assertThat(acme.devices()).isEmpty();
        assertThat(acme.account().deviceCount()).isZero();
        assertThat(world.isGood(claimed)).isFalse();
        var row = world.<Device>read(s -> s.devices().find(claimed.deviceId()).orElseThrow());
        assertThat(row.state()).isEqualTo(DeviceState.DEREGISTERED);
        assertThat(row.live()).isFalse();
        assertThat(world.<Boolean>read(s -> s.registrations().find(claimed.deviceId()).isPresent())).isFalse();
    }

    @Test
    void itFreesTheSlotAndTheName() {
        acme.mayOwn(1);
        var listed = acme.lists(meter);
        world.claim(meter);
        acme.cancels(listed);
        var next = OEM.device("meter");
        acme.lists(next);

        assertThat(world.claim(next).repeated()).isFalse();
    }

    @Test
    void theNextOwnersDeviceIsANewOneAndTheHistoryStaysWhereItWasMade() {
        var listed = acme.lists(meter);
        var before = world.claim(meter);
        acme.cancels(listed);
        globex.lists(meter);

        var after = world.claim(meter);

        assertThat(after.accountId()).isEqualTo(globex.id());
        assertThat(after.deviceId()).isNotEqualTo(before.deviceId());
        assertThat(acme.history()).containsExactly(ClaimEvent.Type.ENROLLED, ClaimEvent.Type.CLAIMED,
                ClaimEvent.Type.CANCELLED);
        assertThat(globex.history()).containsExactly(ClaimEvent.Type.ENROLLED, ClaimEvent.Type.CLAIMED);
        assertThat(globex.events()).allSatisfy(event -> assertThat(event.toString())
                .doesNotContain(acme.id().toString()).doesNotContain(before.deviceId().toString()));
    }

    @Test
    void theSameAccountMayListItAgain() {
        var listed = acme.lists(meter);
        var before = world.claim(meter);
        acme.cancels(listed);
        acme.lists(meter);

        assertThat(world.claim(meter, acme.id()).deviceId()).isNotEqualTo(before.deviceId());
        assertThat(acme.account().deviceCount()).isEqualTo(1);
    }

    @Test
    void anotherAccountsIsNotFoundAndStays() {
        var listed = acme.lists(meter);
        world.claim(meter);

        assertProblem(Problem.NOT_FOUND, () -> globex.cancels(listed));
        assertThat(acme.devices()).hasSize(1);
        assertThat(globex.account().deviceCount()).isZero();
    }

    @Test
    void itIsCancelledOnce() {
        var listed = acme.lists(meter);
        world.claim(meter);
        acme.cancels(listed);

        assertProblem(Problem.NOT_FOUND, () -> acme.cancels(listed));
        assertThat(acme.account().deviceCount()).isZero();
    }

    @Test
    void anExpiredOneIsGone() {
        var listed = acme.lists(meter);
        world.clock.set(Samples.NOW.plus(World.PENDING_LIFETIME));

        assertProblem(Problem.NOT_FOUND, () -> acme.cancels(listed));
    }

    @Test
    void theEnrollmentOfAPreAssignedDeviceIsInNoList() {
        var own = Maker.named("own");
        acme.proves(own);
        var device = own.device("meter");
        world.claim(device, acme.id());
        var place = world.<Enrollment>read(s -> s.enrollments().findByFingerprint(device.fingerprint()).orElseThrow());

        assertProblem(Problem.NOT_FOUND, () -> acme.cancels(place));
        assertProblem(Problem.NOT_FOUND,
                () -> new ReadEnrollments(world.stores, world.clock).get(acme.reader(), place.id()));
        assertThat(new ReadEnrollments(world.stores, world.clock)
                .list(acme.reader(), ListRequest.of(new PageRequest(10, null))).items()).isEmpty();
    }

    @Test
    void readersAndSuspendedAccountsCancelNothing() {
        var listed = acme.lists(meter);
        var cancelling = new CancelEnrollment(world.stores, world.ids, world.clock);

        assertProblem(Problem.ACCESS_DENIED, () -> cancelling.cancel(acme.reader(), listed.id()));
        acme.isSuspended(true);
        assertProblem(Problem.ACCOUNT_SUSPENDED, () -> cancelling.cancel(acme.admin(), listed.id()));
    }
}
