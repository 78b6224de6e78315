package io.firstclaim.cli.fleet;

import io.firstclaim.simulator.fleet.FleetSnapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// When the last device will be at the goal, if things go on as in the last seconds.
final class Forecast {
    private static final Duration LOOKS_BACK = Duration.ofSeconds(15);
    private static final Duration KNOWS_AFTER = Duration.ofSeconds(2);

    private final Deque<Moment> moments = new ArrayDeque<>();
    private int devices;

    private record Moment(Duration elapsed, int atGoal) {}

    void add(FleetSnapshot now) {
        devices = now.counts().devices();
        moments.add(new Moment(now.elapsed(), now.counts().atGoal()));
        while (moments.getFirst().elapsed().plus(LOOKS_BACK).compareTo(now.elapsed()) < 0) {
            moments.removeFirst();
        }
    }

    /// In words.
    String words() {
        Moment first = moments.getFirst();
        Moment last = moments.getLast();
        int missing = devices - last.atGoal();
        Duration span = last.elapsed().minus(first.elapsed());
        int came = last.atGoal() - first.atGoal();
        if (missing == 0) {
            return "all there";
        }
        if (came <= 0 || span.compareTo(KNOWS_AFTER) < 0) {
            return missing + " missing";
        }
        return "all in about " + Clocks.of(span.multipliedBy(missing).dividedBy(came));
    }
}
