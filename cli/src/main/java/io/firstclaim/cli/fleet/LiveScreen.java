package io.firstclaim.cli.fleet;

import io.firstclaim.cli.Console;
import io.firstclaim.simulator.fleet.Fleet;
import io.firstclaim.simulator.fleet.FleetPlan;
import java.io.PrintWriter;
import java.time.Duration;

/// The view on a terminal: one screen of 80 by 24 that is written over twice a second. It has the terminal's second screen, so that what
/// stood there before comes back in the end.
final class LiveScreen implements FleetView {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
    private static final String HOME = "\u001b[H";
    private static final String CLEAR_LINE = "\u001b[K";
    private static final String CLEAR_REST = "\u001b[J";

    private final PrintWriter terminal;
    private final Repeat repeat;

    private LiveScreen(PrintWriter terminal, Repeat repeat) {
        this.terminal = terminal;
        this.repeat = repeat;
    }

    static FleetView show(Console console, Fleet fleet, FleetPlan plan) {
        PrintWriter terminal = console.err();
        FleetScreen screen = new FleetScreen(plan, console.colours());
        terminal.print(ENTER);
        terminal.flush();
        return new LiveScreen(terminal, Repeat.every(PAUSE, () -> {
            terminal.print(frame(screen.lines(fleet.snapshot())));
            terminal.flush();
        }));
    }

    /// Written over the last one, and not after clearing it: that would flicker.
    private static String frame(Iterable<String> lines) {
        return HOME + String.join(CLEAR_LINE + "\r\n", lines) + CLEAR_LINE + CLEAR_REST;
    }

    @Override
    public void close() {
        repeat.close();
        terminal.print(LEAVE);
        terminal.flush();
    }
}
