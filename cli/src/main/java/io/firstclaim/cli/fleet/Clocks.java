package io.firstclaim.cli.fleet;

import java.time.Duration;
import java.util.Locale;

/// Times as a clock shows them.
final class Clocks {
    private Clocks() {}

    /// Hours, minutes and seconds, such as `00:01:23`.
    static String of(Duration time) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
