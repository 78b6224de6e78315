package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final RandomGenerator RANDOM = RandomGenerator.getDefault();

    @RepeatedTest(10)
    void theFirstWaitIsElevenToThirteenSeconds() {
        assertThat(RetrySchedule.REAL.afterFailure(0, RANDOM)).isBetween(Duration.ofSeconds(11),
                Duration.ofSeconds(13));
    }

    @Test
    void eachFurtherWaitIsTwiceAsLongUpToFourHours() {
        assertThat(RetrySchedule.REAL.afterFailure(3, RANDOM)).isBetween(Duration.ofSeconds(88),
                Duration.ofSeconds(104));
        assertThat(RetrySchedule.REAL.afterFailure(10, RANDOM)).isLessThan(Duration.ofHours(4));
        assertThat(RetrySchedule.REAL.afterFailure(11, RANDOM)).isEqualTo(Duration.ofHours(4));
        assertThat(RetrySchedule.REAL.afterFailure(Integer.MAX_VALUE, RANDOM)).isEqualTo(Duration.ofHours(4));
    }

    @RepeatedTest(10)
    void startingOverWaitsTwentyToAHundredSeconds() {
        assertThat(RetrySchedule.REAL.beforeStartingOver(RANDOM)).isBetween(Duration.ofSeconds(20),
                Duration.ofSeconds(100));
    }

    @Test
    void aFasterScheduleDividesEveryWait() {
        assertThat(RetrySchedule.fasterBy(1)).isEqualTo(RetrySchedule.REAL);
        assertThat(RetrySchedule.fasterBy(100).afterFailure(0, RANDOM)).isBetween(Duration.ofMillis(110),
                Duration.ofMillis(130));
        assertThatThrownBy(() -> RetrySchedule.fasterBy(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
