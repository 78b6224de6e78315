package io.firstclaim.cli.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.WorkBar;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.ProvisionedDevice;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvisionBarTest {
    private static final ProvisionedDevice DEVICE = new ProvisionedDevice("a", EnrollmentId.ofCertificate(new byte[1]),
            Path.of("a"));

    private final StringWriter err = new StringWriter();
    private long now = Long.MAX_VALUE - Duration.ofSeconds(1).toNanos();

    private ProvisionBar bar(boolean watched) {
        return new ProvisionBar(new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), Map.of(), false,
                watched), () -> now);
    }

    private void after(Duration time, ProvisionBar bar, int done, int total) {
        now += time.toNanos();
        bar.made(DEVICE, done, total);
    }

    @Test
    void aPersonSeesABarThatMovesTenTimesASecond() {
        ProvisionBar bar = bar(true);
        after(Duration.ofSeconds(9), bar, 1, 4);
        after(Duration.ofMillis(99), bar, 2, 4);
        assertThat(err.toString()).isEmpty();
        after(Duration.ofMillis(1), bar, 2, 4);
        assertThat(err.toString())
                .isEqualTo("\r\u001b[K[===============               ] 2 of 4 devices, 10/s, 0 s left");
    }

    @Test
    void aLogGetsALineEveryFiveSecondsAndNoneAtTheEnd() {
        ProvisionBar bar = bar(false);
        after(Duration.ofSeconds(9), bar, 9001, 10_000);
        after(Duration.ofSeconds(4), bar, 9002, 10_000);
        after(Duration.ofSeconds(1), bar, 9006, 10_000);
        after(Duration.ofSeconds(9), bar, 10_000, 10_000);
        assertThat(err.toString()).isEqualTo("9,006 of 10,000 devices, 1/s, 16 min 34 s left\n");
        assertThat(bar.made()).isEqualTo(4);
    }

    @Test
    void anOrderOfAMomentSaysNothing() {
        after(Duration.ofSeconds(9), bar(false), 1, 1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void everyPartOfTheWorkIsCountedByItself() {
        WorkBar bar = new WorkBar(
                new Console(new PrintWriter(new StringWriter()), new PrintWriter(err), Map.of(), false,
                        false),
                "labels", () -> now);
        for (int part = 0; part < 2; part++) {
            bar.at(24, 10_000);
            now += Duration.ofSeconds(6).toNanos();
            bar.at(624, 10_000);
            now += Duration.ofHours(1).toNanos();
        }
        assertThat(err.toString()).isEqualTo("624 of 10,000 labels, 100/s, 1 min 34 s left\n".repeat(2));
    }
}
