package io.firstclaim.simulator.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeriesTest {
    private final Tally tally = new Tally(1);
    private final Series series = new Series();

    private void second(int number) {
        tally.happened(Happening.REGISTERED);
        series.add(Duration.ofSeconds(number), tally.counts());
    }

    @Test
    void eachSecondIsASample() {
        IntStream.rangeClosed(1, 3).forEach(this::second);

        assertThat(series.samples()).extracting(Sample::second).containsExactly(1.0, 2.0, 3.0);
        assertThat(series.samples()).extracting(Sample::registered).containsOnly(1L);
        assertThat(series.latest().perSecond(series.latest().registered())).isEqualTo(1);
    }

    @Test
    void aLongRunIsToldInLongerIntervalsAndNothingIsLost() {
        int hours = 3 * 3600;
        IntStream.rangeClosed(1, hours).forEach(this::second);

        assertThat(series.samples()).hasSizeLessThanOrEqualTo(Series.MOST).hasSizeGreaterThan(Series.MOST / 4);
        assertThat(series.samples().stream().mapToLong(Sample::registered).sum()).isEqualTo(hours);
        assertThat(series.samples().getLast().second()).isEqualTo(hours);
        assertThat(series.latest().seconds()).isEqualTo(1);
    }
}
