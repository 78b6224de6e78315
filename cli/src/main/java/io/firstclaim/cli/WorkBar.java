package io.firstclaim.cli;

import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/// How far a long piece of work is: a bar with rate and time left where a person watches, else a line every few
/// seconds. Work may have several parts, each of which counts from its beginning again.
public final class WorkBar {
    private static final Duration BETWEEN_FRAMES = Duration.ofMillis(100);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);
    private static final int WIDTH = 30;

    private final Console console;
    private final String things;
    private final LongSupplier nanoTime;
    private final long interval;
    private int first;
    private int last = Integer.MAX_VALUE;
    private long begun;
    private long next;

    /// The time counts from the first thing that is done.
    ///
    /// @param things what is counted, such as `labels`
    /// @param nanoTime a clock as [System#nanoTime]
    public WorkBar(Console console, String things, LongSupplier nanoTime) {
        this.console = console;
        this.things = things;
        this.nanoTime = nanoTime;
        this.interval = (console.watched() ? BETWEEN_FRAMES : BETWEEN_LINES).toNanos();
    }

    /// That many are done.
    public void at(int done, int total) {
        long now = nanoTime.getAsLong();
        if (done < last) {
            first = done;
            begun = now;
            next = begun + interval;
        }
        last = done;
        if (now - next < 0 || done == first) {
            return;
        }
        next = now + interval;
        double rate = (done - first) / ((now - begun) / 1e9);
        String numbers = String.format(Locale.ROOT, "%,d of %,d %s, %,.0f/s, %s left", done, total, things, rate,
                left(Math.round((total - done) / rate)));
        if (console.watched()) {
            console.progress(bar(done, total) + " " + numbers);
        } else if (done < total) {
            console.note(numbers);
        }
    }

    /// Takes the bar away.
    public void end() {
        console.progress("");
    }

    private static String bar(int done, int total) {
        int filled = (int) ((long) WIDTH * done / total);
        return "[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "]";
    }

    private static String left(long seconds) {
        return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
    }
}
