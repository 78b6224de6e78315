package io.firstclaim.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(3);

    @Test
    void allDevicesAreScheduledAtFirst() {
        assertThat(tally.counts().in(FleetState.SCHEDULED)).isEqualTo(3);
    }

    @Test
    void aDeviceIsInOneState() {
        tally.moved(FleetState.SCHEDULED, FleetState.BOOTSTRAPPING);
        tally.moved(FleetState.BOOTSTRAPPING, FleetState.REGISTERED);

        Counts counts = tally.counts();
        assertThat(counts.in(FleetState.SCHEDULED)).isEqualTo(2);
        assertThat(counts.in(FleetState.BOOTSTRAPPING)).isZero();
        assertThat(counts.in(FleetState.REGISTERED)).isEqualTo(1);
    }

    @Test
    void refusalsAreCountedByTheirTextMostFirst() {
        tally.refused("few");
        tally.refused("many");
        tally.refused("many");

        assertThat(tally.counts().refusals()).containsExactly(entry("many", 2L), entry("few", 1L));
        assertThat(tally.counts().of(Happening.REFUSED)).isEqualTo(3);
    }

    @Test
    void aServerThatSaysSomethingElseEachTimeDoesNotFillTheMemory() {
        IntStream.range(0, 1000).forEach(number -> tally.failed("text " + number));

        assertThat(tally.counts().failures()).hasSize(Tally.MOST_TEXTS + 1)
                .containsEntry(Tally.OTHER_TEXTS, 1000L - Tally.MOST_TEXTS);
    }

    @Test
    void nothingIsLostWhenManyCountAtOnce() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 50; thread++) {
                threads.execute(() -> IntStream.range(0, 200).forEach(_ -> {
                    tally.refused("no");
                    tally.took(Stretch.BOOTSTRAP, 1_000_000);
                }));
            }
        }

        assertThat(tally.counts().refusals()).containsEntry("no", 10_000L);
        assertThat(tally.counts().latencyMillis().get(Stretch.BOOTSTRAP)).isNotNull()
                .extracting(Latency::count).isEqualTo(10_000L);
    }

    @Test
    void percentilesAreInMilliseconds() {
        IntStream.rangeClosed(1, 100).forEach(millis -> tally.took(Stretch.ONBOARDING, millis * 1_000_000L));

        Latency latency = Objects.requireNonNull(tally.counts().latencyMillis().get(Stretch.ONBOARDING));
        assertThat(latency.count()).isEqualTo(100);
        assertThat(latency.min()).isEqualTo(1);
        assertThat(latency.p50()).isEqualTo(50);
        assertThat(latency.p99()).isEqualTo(99);
        assertThat(latency.max()).isEqualTo(100);
    }

    @Test
    void theGoalIsReachedWhenTheLastDeviceIsThereAndLostWhenOneLeaves() throws InterruptedException {
        tally.goal(true);
        tally.goal(true);
        assertThat(tally.awaitGoal(Duration.ZERO)).isFalse();

        tally.goal(true);
        assertThat(tally.awaitGoal(Duration.ofSeconds(10))).isTrue();

        tally.goal(false);
        assertThat(tally.awaitGoal(Duration.ZERO)).isFalse();
    }
}
