package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListClaimEventsResponse;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceState;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.simulator.NetworkConditions;
import io.firstclaim.simulator.RetrySchedule;
import io.firstclaim.simulator.fleet.Arrival;
import io.firstclaim.simulator.fleet.Fault;
import io.firstclaim.simulator.fleet.Fleet;
import io.firstclaim.simulator.fleet.FleetPlan;
import io.firstclaim.simulator.fleet.FleetReport;
import io.firstclaim.simulator.fleet.FleetState;
import io.firstclaim.simulator.fleet.Goal;
import io.firstclaim.simulator.fleet.ProfileMix;
import io.firstclaim.simulator.fleet.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Many devices at once, on a bad network, some of which lose power on the way.
@ExtendWith(RunningStack.class)
class FleetTest {
    private static final int SIZE = 100;
    private static final int NOT_ENROLLED = 5;
    private static final String NOT_REGISTERED = "bootstrap: 4.03 Enrollment ID not registered.";
    private static final NetworkConditions BAD = NetworkConditions.PERFECT.withLoss(0.05)
            .withDelay(Duration.ofMillis(1), Duration.ofMillis(20)).withDuplication(0.02).withReordering(0.02);

    private final Tenant acme;
    private final Maker maker;

    FleetTest(Stack stack) {
        acme = stack.tenant("Acme", SIZE);
        maker = stack.maker("Meter maker");
        acme.trusts(maker);
    }

    private List<Meter> made(String prefix, int count) {
        return maker.makesAll(IntStream.rangeClosed(1, count).mapToObj(number -> prefix + number).toList());
    }

    private void enroll(Collection<Meter> meters) {
        BatchCreateEnrollmentsRequest.Builder wishes = BatchCreateEnrollmentsRequest.newBuilder();
        meters.forEach(meter -> wishes.addRequests(
                CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(meter.enrollmentId())));
        assertThat(acme.enrollments().batchCreateEnrollments(wishes.build()).getResultsList())
                .allMatch(result -> result.hasEnrollment());
    }

    private static FleetPlan planFor(Collection<Meter> meters, Goal goal) {
        return FleetPlan.of(meters.stream().map(Meter::folder).toList()).with(ProfileMix.BOTH)
                .with(new FleetPlan.Behaviour(RetrySchedule.fasterBy(20), Duration.ofSeconds(10),
                        Duration.ofMillis(100), FleetPlan.Behaviour.NO_LIMIT, null))
                .with(new FleetPlan.Ending(goal, Duration.ofSeconds(120), Duration.ZERO, Duration.ofMinutes(1)))
                .withSeed(20);
    }

    /// All pages.
    private List<ClaimEvent> history() {
        List<ClaimEvent> events = new ArrayList<>();
        String page = "";
        do {
            ListClaimEventsResponse response = acme.history()
                    .listClaimEvents(ListClaimEventsRequest.newBuilder().setPageSize(1000).setPageToken(page).build());
            events.addAll(response.getEventsList());
            page = response.getNextPageToken();
        } while (!page.isEmpty());
        return events;
    }

    @Test
    void everyDeviceOfAFleetIsClaimedExactlyOnceWhateverTheNetworkAndThePowerDo() {
        List<Meter> meters = made("meter-", SIZE);
        enroll(meters);

        FleetReport report = new Fleet(planFor(meters, Goal.REGISTERED).with(BAD)
                .with(new Arrival.Ramp(Duration.ofSeconds(3)))
                .with(new Fault(Fault.Kind.REBOOT, new Share(0.1), null))).run();

        assertThat(report.good()).as("%s", report).isTrue();
        assertThat(report.counts().in(FleetState.REGISTERED)).isEqualTo(SIZE);
        assertThat(report.plan().faultsPlanned()).containsEntry(Fault.Kind.REBOOT, SIZE / 10L);
        // On a network that loses datagrams a device may pass over a step, and the reboot that it had in store there.
        assertThat(report.counts().faultsDone().get(Fault.Kind.REBOOT)).isNotNull().isPositive();
        assertThat(report.network().lost()).isPositive();
        assertThat(report.network().duplicated()).isPositive();
        assertThat(report.exactlyOnce().deviceIds()).isEqualTo(SIZE);

        assertThat(acme.devices()).hasSize(SIZE)
                .allMatch(device -> device.getState() == DeviceState.DEVICE_STATE_REGISTERED)
                .extracting(Device::getEnrollmentIdentity)
                .containsExactlyInAnyOrderElementsOf(meters.stream().map(Meter::enrollmentId).toList());
        assertThat(acme.account().getDeviceCount()).isEqualTo(SIZE);
        assertThat(history()).filteredOn(event -> event.getType() == ClaimEventType.CLAIM_EVENT_TYPE_CLAIMED)
                .extracting(ClaimEvent::getDeviceId).doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(acme.devices().stream().map(Device::getId).toList());
    }

    @Test
    void devicesThatNobodyEnrolledAreCountedByTheirReason() {
        List<Meter> strangers = made("stranger-", NOT_ENROLLED);
        List<Meter> all = new ArrayList<>(made("meter-", NOT_ENROLLED));
        enroll(all);
        all.addAll(strangers);

        FleetReport report = new Fleet(planFor(all, Goal.SETTLED)).run();

        assertThat(report.good()).as("%s", report).isTrue();
        assertThat(report.counts().in(FleetState.REGISTERED)).isEqualTo(NOT_ENROLLED);
        assertThat(report.counts().refusals()).containsOnlyKeys(NOT_REGISTERED);
        assertThat(acme.devices()).hasSize(NOT_ENROLLED);
    }

    @Test
    void aFleetThatHasOneDeviceTooManyForTheQuotaGetsAllButOneIn() {
        acme.mayOwn(NOT_ENROLLED);
        List<Meter> meters = made("meter-", NOT_ENROLLED + 1);
        enroll(meters);

        FleetReport report = new Fleet(planFor(meters, Goal.SETTLED)).run();

        assertThat(report.good()).as("%s", report).isTrue();
        assertThat(report.counts().in(FleetState.REGISTERED)).isEqualTo(NOT_ENROLLED);
        assertThat(report.counts().refusals()).containsOnlyKeys("bootstrap: 4.03 Account device quota reached.");
        assertThat(acme.account().getDeviceCount()).isEqualTo(NOT_ENROLLED);
    }
}
