package io.firstclaim.simulator.fleet;

import java.time.Duration;

/// What is known of a running fleet at a moment.
///
/// @param elapsed since its start
/// @param counts what was counted until now
/// @param latest the last measured second
public record FleetSnapshot(Duration elapsed, Counts counts, Sample latest) {}
