package io.firstclaim.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.DeviceStep;
import io.firstclaim.simulator.NetworkConditions;
import io.firstclaim.simulator.NetworkConditions.NatRebinding;
import io.firstclaim.simulator.NetworkCounts;
import io.firstclaim.simulator.fleet.FleetReport.End;
import io.firstclaim.simulator.fleet.FleetReport.Machine;
import io.firstclaim.simulator.fleet.FleetReport.PlanEcho;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FleetReportJsonTest {
    private static String golden() throws IOException {
        try (InputStream file = FleetReportJsonTest.class.getResourceAsStream("report.json")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static FleetReport report() {
        FleetPlan plan = FleetPlan.of(List.of(Path.of("meter-1"), Path.of("meter-2"))).with(ProfileMix.BOTH)
                .with(new Arrival.Ramp(Duration.ofSeconds(60)))
                .with(NetworkConditions.PERFECT.withLoss(0.05)
                        .withDelay(Duration.ofMillis(20), Duration.ofMillis(200))
                        .withRebinding(new NatRebinding(0.2, null, Duration.ofSeconds(30))))
                .with(new Fault(Fault.Kind.REBOOT, Share.HALF, DeviceStep.BOOTSTRAP_LET_IN)).withSeed(7);
        Tally tally = new Tally(2);
        tally.moved(FleetState.SCHEDULED, FleetState.REGISTERED);
        tally.moved(FleetState.SCHEDULED, FleetState.WAITING);
        tally.happened(Happening.POWERED_ON);
        tally.refused("bootstrap: 4.03 Enrollment ID not registered.");
        tally.failed("registration: Network Error.");
        tally.struck(new Fate.Blow(Fault.Kind.REBOOT, DeviceStep.BOOTSTRAP_LET_IN));
        tally.goal(true);
        for (Stretch stretch : Stretch.values()) {
            tally.took(stretch, 12_345_678);
        }
        return new FleetReport(FleetReport.VERSION, Instant.parse("2026-01-02T03:04:05Z"), 12.3456, End.TIMEOUT, false,
                PlanEcho.of(plan), new Machine(2, 6000, "25", "Linux 6"), tally.counts(),
                new NetworkCounts(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), Map.of(1, 2L),
                ExactlyOnce.of(Map.of("meter-1", List.of("rd/acme/d1"))),
                List.of(new Sample(1.0004, 1, 2, 1, 1, 0, 1, 1, 1, 0.33333)));
    }

    @Test
    void theJsonFormIsTheDocumentedOne() throws IOException {
        assertThat(FleetReportJson.of(report())).isEqualTo(golden());
    }
}
