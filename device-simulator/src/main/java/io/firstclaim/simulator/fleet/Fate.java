package io.firstclaim.simulator.fleet;

import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.DeviceStep;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the plan has in store for one device. It depends on nothing but the plan: the same plan and seed give each
/// device the same fate.
///
/// @param number the device's place in the fleet, from 0
/// @param folder what the factory made
/// @param profile which client it is like
/// @param powerOn when it is powered on, from the start of the run
/// @param blow what happens to it on the way, if anything does
/// @param seed for everything about it that is random: its waits and its network
public record Fate(int number, Path folder, DeviceProfile profile, Duration powerOn, @Nullable Blow blow, long seed) {
    /// Something that happens to a device once, at a step.
    ///
    /// @param kind what
    /// @param at as soon as it has done this step for the first time
    public record Blow(Fault.Kind kind, DeviceStep at) {}

    /// What it is called in logs and reports.
    public String name() {
        return String.valueOf(folder.getFileName());
    }
}
