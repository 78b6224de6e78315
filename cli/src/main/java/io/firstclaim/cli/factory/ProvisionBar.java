package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import io.firstclaim.factory.ProvisionedDevice;
import io.firstclaim.factory.ProvisioningProgress;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// How far an order is: a bar with rate and time left where a person watches, else a line every few seconds.
final class ProvisionBar implements ProvisioningProgress {
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int WIDTH = 30;

    private final Console console;
    private final LongSupplier nanoTime;
    private final long interval;
    private long begun;
    private long next;
    private int made;

    /// The time counts from the first device.
    ///
    /// @param nanoTime a clock as [System#nanoTime]
    ProvisionBar(Console console, LongSupplier nanoTime) {
        this.console = console;
        this.nanoTime = nanoTime;
        this.interval = (console.watched() ? BETWEEN_FRAMES : BETWEEN_LINES).toNanos();
    }

    @Override
    public void made(ProvisionedDevice device, int done, int total) {
        long now = nanoTime.getAsLong();
        if (made++ == 0) {
            begun = now;
            next = begun + interval;
        }
        if (now - next < 0) {
            return;
        }
        next = now + interval;
        double rate = (made - 1) / ((now - begun) / 1e9);
        String numbers = String.format(Locale.ROOT, "%,d of %,d devices, %,.0f/s, %s left", done, total, rate,
                left(Math.round((total - done) / rate)));
        if (console.watched()) {
            console.progress(bar(done, total) + " " + numbers);
        } else if (done < total) {
            console.note(numbers);
        }
    }

    /// How many devices it was told of.
    int made() {
        return made;
    }

    private static String bar(int done, int total) {
        int filled = (int) ((long) WIDTH * done / total);
        return "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
    }

    private static String left(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
