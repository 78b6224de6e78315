package io.firstclaim.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class BatchSizeTest {
    private final BatchSize size = new BatchSize(2, 20, Duration.ofMillis(100));

    @Test
    void aFastOneIsFollowedByOneTwiceAsLargeUpToTheLargest() {
        assertThat(size.next()).isEqualTo(2);
        took(2, 0);
        assertThat(size.next()).isEqualTo(4);
        took(4, 1);
        assertThat(size.next()).isEqualTo(8);
        took(8, 1);
        took(16, 1);
        assertThat(size.next()).isEqualTo(20);
    }

    @Test
    void aSlowOneIsFollowedByOneThatFitsDownToTheSmallest() {
        for (int i = 0; i < 4; i++) {
            took(size.next(), 1);
        }
        took(20, 200);
        assertThat(size.next()).isEqualTo(10);
        took(10, 125);
        assertThat(size.next()).isEqualTo(8);
        took(8, 10_000);
        assertThat(size.next()).isEqualTo(2);
    }

    @Test
    void oneThatWasNotFullSaysOnlyThatLessFits() {
        took(2, 1);
        took(3, 1);
        assertThat(size.next()).isEqualTo(4);
        took(3, 100);
        assertThat(size.next()).isEqualTo(3);
    }

    private void took(int done, long millis) {
        size.took(done, TimeUnit.MILLISECONDS.toNanos(millis));
    }
}
