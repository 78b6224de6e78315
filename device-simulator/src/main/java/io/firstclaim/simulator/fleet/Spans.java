package io.firstclaim.simulator.fleet;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Spans of time as people write them: `20ms`, `60s`, `1.5s`, `5m`, `1h`.
public final class Spans {
    /// Longer than any run.
    public static final Duration LONGEST = Duration.ofDays(30);

    private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h)");
    private static final long NANOS_PER_MILLI = 1_000_000;

    private Spans() {}

    /// Reads one.
    ///
    /// @param what names the value in the error
    /// @throws IllegalArgumentException if it is none, or longer than [#LONGEST]
    public static Duration parse(String what, String text) {
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            Duration value = Duration.ofNanos(Math.round(Double.parseDouble(span.group(1)) * nanosIn(span.group(2))));
            if (value.compareTo(LONGEST) <= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                what + " is a span of time of at most 30 days, such as 20ms, 60s, 5m or 1h, not '" + text + "'");
    }

    /// Writes one as short as it goes.
    public static String text(Duration span) {
        long millis = span.toMillis();
        if (millis % 1000 != 0) {
            return millis + "ms";
        }
        long seconds = millis / 1000;
        if (seconds == 0 || seconds % 60 != 0) {
            return seconds + "s";
        }
        return seconds % 3600 == 0 ? seconds / 3600 + "h" : seconds / 60 + "m";
    }

    private static long nanosIn(String unit) {
        return switch (unit) {
            case "ms" -> NANOS_PER_MILLI;
            case "s" -> 1000 * NANOS_PER_MILLI;
            case "m" -> 60_000 * NANOS_PER_MILLI;
            default -> 3_600_000 * NANOS_PER_MILLI;
        };
    }
}
