package io.firstclaim.cli.fleet;

import io.firstclaim.cli.Console;
import io.firstclaim.simulator.fleet.Counts;
import io.firstclaim.simulator.fleet.Fleet;
import io.firstclaim.simulator.fleet.FleetSnapshot;
import io.firstclaim.simulator.fleet.FleetState;
import io.firstclaim.simulator.fleet.Happening;
import java.time.Duration;
import java.util.Locale;

/// The view where there is no terminal, as in a log: a line every few seconds.
final class LineNowAndThen implements FleetView {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Repeat repeat;

    private LineNowAndThen(Repeat repeat) {
        this.repeat = repeat;
    }

    static FleetView show(Console console, Fleet fleet) {
        return new LineNowAndThen(Repeat.every(PAUSE, () -> console.note(line(fleet.snapshot()))));
    }

    static String line(FleetSnapshot now) {
        Counts counts = now.counts();
        return String.format(Locale.ROOT,
                "%s  at goal %d of %d  registered %d  waiting %d  refused %d  failed %d  %.0f registrations/s",
                Clocks.of(now.elapsed()), counts.atGoal(), counts.devices(), counts.in(FleetState.REGISTERED),
                counts.in(FleetState.WAITING), counts.of(Happening.REFUSED), counts.of(Happening.FAILED),
                now.latest().perSecond(now.latest().registered()));
    }

    @Override
    public void close() {
        repeat.close();
    }
}
