package io.firstclaim.cli.fleet;

import io.firstclaim.cli.Console;
import io.firstclaim.simulator.fleet.Fleet;
import io.firstclaim.simulator.fleet.FleetPlan;

/// Shows a fleet while it runs: one screen that stays, or a line now and then when nobody watches.
interface FleetView extends AutoCloseable {
    /// Shows nothing.
    FleetView NONE = () -> {};

    /// Begins to show.
    static FleetView of(Console console, Fleet fleet, FleetPlan plan) {
        return console.terminal() ? LiveScreen.show(console, fleet, plan) : LineNowAndThen.show(console, fleet);
    }

    /// Ends it and leaves the terminal as it was.
    @Override
    void close();
}
