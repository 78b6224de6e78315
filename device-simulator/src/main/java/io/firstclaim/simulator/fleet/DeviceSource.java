package io.firstclaim.simulator.fleet;

import io.firstclaim.simulator.DeviceOptions;
import io.firstclaim.simulator.SimulatedDevice;
import io.firstclaim.simulator.StepHook;

/// Makes the devices of a fleet, each with its own behaviour.
final class DeviceSource implements AutoCloseable {
    private final FleetPlan plan;

    DeviceSource(FleetPlan plan) {
        this.plan = plan;
    }

    /// Takes a device from its folder, powered off.
    SimulatedDevice open(Fate fate, StepHook steps) {
        FleetPlan.Behaviour behaviour = plan.behaviour();
        return SimulatedDevice.open(fate.folder(), DeviceOptions.of(fate.profile()).withRetry(behaviour.retry())
                .withPatience(behaviour.patience()).withSteps(steps));
    }

    @Override
    public void close() {}
}
