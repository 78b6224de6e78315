package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.simulator.ScriptedServer.Answer;
import io.firstclaim.simulator.fleet.Fault;
import io.firstclaim.simulator.fleet.Fleet;
import io.firstclaim.simulator.fleet.FleetPlan;
import io.firstclaim.simulator.fleet.FleetReport;
import io.firstclaim.simulator.fleet.FleetReport.End;
import io.firstclaim.simulator.fleet.FleetState;
import io.firstclaim.simulator.fleet.Goal;
import io.firstclaim.simulator.fleet.Happening;
import io.firstclaim.simulator.fleet.Share;
import io.firstclaim.simulator.fleet.Stretch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A fleet of few against a server that a test tells what to say.
@Timeout(60)
class FleetRunTest {
    private static final FleetPlan.Behaviour FAST = new FleetPlan.Behaviour(RetrySchedule.fasterBy(200),
            Duration.ofSeconds(10), Duration.ofMillis(10), 10, null);
    private static final FleetPlan.Ending SOON = new FleetPlan.Ending(Goal.REGISTERED, Duration.ofSeconds(20),
            Duration.ZERO, Duration.ofSeconds(1));

    @TempDir
    Path folder;

    private TestCloud cloud;

    @BeforeEach
    void startCloud() throws IOException {
        cloud = new TestCloud();
        cloud.bootstrap.always(Answer.letIn(cloud.planP()));
    }

    @AfterEach
    void stopCloud() {
        cloud.close();
    }

    private FleetPlan plan(String... names) {
        return FleetPlan.of(List.of(names).stream().map(name -> cloud.firstToClaim(folder.resolve(name))).toList())
                .with(FAST).with(SOON);
    }

    private static FleetPlan.Ending within(Goal goal, Duration timeout, Duration stay) {
        return new FleetPlan.Ending(goal, timeout, stay, Duration.ofMillis(200));
    }

    @Test
    void endsWhenAllAreRegistered() {
        FleetReport report = new Fleet(plan("meter-1")).run();

        assertThat(report.end()).isEqualTo(End.GOAL_REACHED);
        assertThat(report.good()).isTrue();
        assertThat(report.counts().in(FleetState.REGISTERED)).isEqualTo(1);
        assertThat(report.attempts()).containsEntry(1, 1L);
        for (Stretch stretch : Stretch.values()) {
            assertThat(Objects.requireNonNull(report.counts().latencyMillis().get(stretch)).count()).as("%s", stretch)
                    .isEqualTo(1);
        }
    }

    @Test
    void twoDevicesThatAServerTakesForOneAreShown() {
        FleetReport report = new Fleet(plan("meter-1", "meter-2")).run();

        assertThat(report.end()).isEqualTo(End.GOAL_REACHED);
        assertThat(report.exactlyOnce().sharingAnId()).isEqualTo(1);
        assertThat(report.good()).isFalse();
    }

    @Test
    void aDeviceThatLosesPowerMidwayComesBackAndRegisters() {
        FleetReport report = new Fleet(plan("meter-1")
                .with(new Fault(Fault.Kind.REBOOT, new Share(1), DeviceStep.LWM2M_ACCOUNT_WRITTEN))).run();

        assertThat(report.good()).isTrue();
        assertThat(report.counts().faultsDone()).containsEntry(Fault.Kind.REBOOT, 1L);
        assertThat(report.attempts()).containsEntry(2, 1L);
    }

    @Test
    void aRefusedFleetIsSettledAndItsReasonsAreCounted() {
        cloud.bootstrap.always(Answer.of(ResponseCode.FORBIDDEN, "Enrollment ID not registered."));

        FleetReport report = new Fleet(plan("meter-1", "meter-2").with(new FleetPlan.Ending(Goal.SETTLED,
                Duration.ofSeconds(20), Duration.ZERO, Duration.ofSeconds(1)))).run();

        assertThat(report.end()).isEqualTo(End.GOAL_REACHED);
        assertThat(report.counts().refusals()).containsOnlyKeys("bootstrap: 4.03 Enrollment ID not registered.");
        assertThat(report.counts().refusals().values()).allMatch(times -> times >= 2);
    }

    @Test
    void aFleetThatIsNotAtItsGoalInTimeEndsAllTheSame() {
        cloud.bootstrap.always(Answer.of(ResponseCode.FORBIDDEN, "Enrollment ID not registered."));

        FleetReport report = new Fleet(plan("meter-1")
                .with(within(Goal.REGISTERED, Duration.ofMillis(500), Duration.ZERO))).run();

        assertThat(report.end()).isEqualTo(End.TIMEOUT);
        assertThat(report.good()).isFalse();
    }

    @Test
    void aFleetThatStaysUpdatesItsRegistrations() {
        cloud.registration.next.add(Answer.created("rd", TestCloud.ACCOUNT, TestCloud.DEVICE_ID));
        cloud.registration.always(Answer.of(ResponseCode.CHANGED));

        FleetReport report = new Fleet(plan("meter-1")
                .with(within(Goal.REGISTERED, Duration.ofSeconds(20), Duration.ofSeconds(2)))).run();

        assertThat(report.good()).isTrue();
        assertThat(report.counts().of(Happening.UPDATED)).isPositive();
    }

    @Test
    void anInterruptEndsTheRunWithAReport() throws Exception {
        cloud.bootstrap.always(Answer.of(ResponseCode.FORBIDDEN, "Enrollment ID not registered."));
        Fleet fleet = new Fleet(plan("meter-1"));
        FutureTask<FleetReport> run = new FutureTask<>(fleet::run);
        Thread thread = Thread.ofPlatform().start(run);
        await().until(() -> fleet.snapshot().counts().of(Happening.REFUSED) > 0);

        thread.interrupt();

        assertThat(run.get().end()).isEqualTo(End.STOPPED);
        assertThat(run.get().counts().of(Happening.REFUSED)).isPositive();
    }

    @Test
    void aFolderThatIsNoDeviceIsNamedInTheReport() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));

        FleetReport report = new Fleet(FleetPlan.of(List.of(empty)).with(FAST)
                .with(within(Goal.REGISTERED, Duration.ofMillis(500), Duration.ZERO))).run();

        assertThat(report.good()).isFalse();
        assertThat(report.counts().failures().keySet()).singleElement().asString().contains("device.properties");
    }
}
