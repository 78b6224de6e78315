package io.firstclaim.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.NetworkCounts;
import io.firstclaim.simulator.fleet.Counts;
import io.firstclaim.simulator.fleet.Fault;
import io.firstclaim.simulator.fleet.FleetPlan;
import io.firstclaim.simulator.fleet.FleetSnapshot;
import io.firstclaim.simulator.fleet.FleetState;
import io.firstclaim.simulator.fleet.Happening;
import io.firstclaim.simulator.fleet.Latency;
import io.firstclaim.simulator.fleet.ProfileMix;
import io.firstclaim.simulator.fleet.Sample;
import io.firstclaim.simulator.fleet.Stretch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FleetScreenTest {
    private static final int DEVICES = 50_000;
    private static final FleetPlan PLAN = FleetPlan.of(Collections.nCopies(DEVICES, Path.of("meter")))
            .with(ProfileMix.parse("", "both:33.333%")).withSeed(Long.MAX_VALUE);

    private static <E> Map<E, Long> each(E[] keys, long number) {
        return Arrays.stream(keys).collect(Collectors.toMap(Function.identity(), _ -> number));
    }

    private static FleetSnapshot at(int second, int atGoal, Map<String, Long> refusals, Map<String, Long> failures) {
        Latency slow = new Latency(DEVICES, 1, 9_999.9, 99_999.9, 3_600_000, 86_400_000, 1);
        Counts counts = new Counts(DEVICES, atGoal, each(FleetState.values(), DEVICES),
                each(Happening.values(), 10L * DEVICES), each(Fault.Kind.values(), DEVICES), refusals, failures,
                Arrays.stream(Stretch.values()).collect(Collectors.toMap(Function.identity(), _ -> slow)));
        return new FleetSnapshot(Duration.ofSeconds(second), counts,
                new NetworkCounts(9_999_999, 9_999_999, 999_999, 999_999, 999_999, 999_999, 0, 0, 0, 0, 19_999, 19_999),
                new Sample(second, 1, 9999, 9999, 9999, 9999, 9999, 9999, atGoal, 99.9));
    }

    private static List<String> screen(FleetSnapshot... snapshots) {
        FleetScreen screen = new FleetScreen(PLAN, false);
        return Arrays.stream(snapshots).map(screen::lines).toList().getLast();
    }

    @Test
    void theLargestNumbersAndTheLongestTextsFitOnOneScreen() {
        Map<String, Long> many = new LinkedHashMap<>();
        for (int number = 0; number < 20; number++) {
            many.put("bootstrap: 4.03 " + "very long ".repeat(20) + number, 1_000_000L);
        }

        List<String> lines = screen(at(359_999, 1, many, many));

        assertThat(lines).hasSizeLessThanOrEqualTo(FleetScreen.ROWS)
                .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(FleetScreen.COLUMNS));
    }

    @Test
    void theReasonsThatCameMostOftenAreShownAndTheOthersSummedUp() {
        List<String> lines = screen(at(1, 0, Map.of("a", 50L, "b", 40L, "c", 30L, "d", 20L), Map.of("e", 10L)));

        assertThat(lines).contains("      50  a", "      40  b", "      30  c", "      30  others");
    }

    @Test
    void theForecastIsMadeFromTheLastSeconds() {
        assertThat(screen(at(0, 0, Map.of(), Map.of())).toString()).contains("50000 missing");
        assertThat(screen(at(0, 0, Map.of(), Map.of()), at(10, 10_000, Map.of(), Map.of())).toString())
                .contains("all in about 00:00:40");
        assertThat(screen(at(0, 0, Map.of(), Map.of()), at(10, DEVICES, Map.of(), Map.of())).toString())
                .contains("all there");
    }

    @Test
    void aBarIsAsWideAsItIsAskedToBeAndShowsOneOfMany() {
        assertThat(Bar.of(0, DEVICES, 10)).isEqualTo(" ".repeat(10));
        assertThat(Bar.of(1, DEVICES, 10)).isEqualTo("▏" + " ".repeat(9));
        assertThat(Bar.of(DEVICES / 2, DEVICES, 10)).isEqualTo("█████     ");
        assertThat(Bar.of(DEVICES, DEVICES, 10)).isEqualTo("█".repeat(10));
    }

    @Test
    void aLineForALogSaysHowFarItIs() {
        assertThat(LineNowAndThen.line(at(83, 10, Map.of(), Map.of()))).startsWith("00:01:23  at goal 10 of 50000");
    }
}
