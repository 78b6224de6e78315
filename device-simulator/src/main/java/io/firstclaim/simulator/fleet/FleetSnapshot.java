package io.firstclaim.simulator.fleet;

import io.firstclaim.simulator.NetworkCounts;
import java.time.Duration;

/// What is known of a running fleet at a moment.
///
/// @param elapsed since its start
/// @param counts what was counted until now
/// @param network what happened to datagrams until now
/// @param latest the last measured second
public record FleetSnapshot(Duration elapsed, Counts counts, NetworkCounts network, Sample latest) {}
