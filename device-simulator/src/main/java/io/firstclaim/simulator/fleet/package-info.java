/// Many devices in one process: a [io.firstclaim.simulator.fleet.FleetPlan] says what is to happen, a
/// [io.firstclaim.simulator.fleet.Fleet] has it happen, a [io.firstclaim.simulator.fleet.FleetReport] says what became of it.
@NullMarked
package io.firstclaim.simulator.fleet;

import org.jspecify.annotations.NullMarked;
