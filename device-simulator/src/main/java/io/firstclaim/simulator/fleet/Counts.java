package io.firstclaim.simulator.fleet;

import java.util.Map;

/// What was counted in a fleet until some moment.
///
/// @param devices how many there are
/// @param atGoal how many of them are where the plan wants them
/// @param states how many are in each state
/// @param happenings how often each thing happened
/// @param faultsDone how many devices suffered what the plan had in store for them
/// @param refusals how often a server answered with an error, by `step: code text`, most first
/// @param failures how often there was no answer or none to be trusted, by `step: what the device shows`, most first
/// @param latencyMillis how long things took
public record Counts(int devices, int atGoal, Map<FleetState, Long> states, Map<Happening, Long> happenings,
        Map<Fault.Kind, Long> faultsDone, Map<String, Long> refusals, Map<String, Long> failures,
        Map<Stretch, Latency> latencyMillis) {

    /// How many are in that state.
    public long in(FleetState state) {
        return states.getOrDefault(state, 0L);
    }

    /// How often that happened.
    public long of(Happening what) {
        return happenings.getOrDefault(what, 0L);
    }
}
