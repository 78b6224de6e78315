package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// How far a long piece of work is: a bar where a person watches, else a line every few seconds.
final class WorkBar {
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int WIDTH = 30;

    private final Console console;
    private final String things;
    private final LongSupplier nanoTime;
    private final long interval;
    private long next;

    /// Begins now.
    ///
    /// @param things what is counted, such as `labels`
    /// @param nanoTime a clock as [System#nanoTime]
    WorkBar(Console console, String things, LongSupplier nanoTime) {
        this.console = console;
        this.things = things;
        this.nanoTime = nanoTime;
        this.interval = (console.terminal() ? BETWEEN_FRAMES : BETWEEN_LINES).toNanos();
        this.next = nanoTime.getAsLong() + interval;
    }

    /// That many are done.
    void at(int done, int total) {
        long now = nanoTime.getAsLong();
        if (now - next < 0) {
            return;
        }
        next = now + interval;
        String numbers = String.format(Locale.ROOT, "%,d of %,d %s", done, total, things);
        if (console.terminal()) {
            int filled = (int) ((long) WIDTH * done / total);
            console.progress("[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + numbers);
        } else {
            console.note(numbers);
        }
    }

    /// Takes the bar away.
    void end() {
        console.progress("");
    }
}
