package io.firstclaim.simulator.fleet;

import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.DeviceStep;
import io.firstclaim.simulator.fleet.Fate.Blow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Draws what is in store for each device of a plan. A share is met exactly: 10 % of 200 devices are 20.
final class Lots {
    private final FleetPlan plan;
    private final int count;
    private final SplittableRandom random;

    Lots(FleetPlan plan) {
        this.plan = plan;
        this.count = plan.devices().size();
        this.random = new SplittableRandom(plan.seed());
    }

    List<Fate> draw() {
        DeviceProfile[] profiles = profiles();
        @Nullable
        Blow[] blows = blows(profiles);
        List<Fate> fates = new ArrayList<>(count);
        for (int number = 0; number < count; number++) {
            fates.add(new Fate(number, plan.devices().get(number), profiles[number],
                    plan.arrival().offset(number, count), blows[number], random.nextLong()));
        }
        return fates;
    }

    private DeviceProfile[] profiles() {
        DeviceProfile[] profiles = new DeviceProfile[count];
        Arrays.fill(profiles, DeviceProfile.PELION);
        for (int number : Arrays.copyOf(shuffled(), plan.profiles().standard().of(count))) {
            profiles[number] = DeviceProfile.STANDARD;
        }
        return profiles;
    }

    /// Each fault takes its share from the devices that have its step and were spared by the faults before it.
    private @Nullable Blow[] blows(DeviceProfile[] profiles) {
        @Nullable
        Blow[] blows = new Blow[count];
        int[] order = shuffled();
        for (Fault fault : plan.faults()) {
            int left = fault.share().of(count);
            for (int at = 0; at < count && left > 0; at++) {
                int number = order[at];
                DeviceStep step = step(fault.at(), profiles[number]);
                if (blows[number] == null && step.isOf(profiles[number])) {
                    blows[number] = new Blow(fault.kind(), step);
                    left--;
                }
            }
        }
        return blows;
    }

    private DeviceStep step(@Nullable DeviceStep chosen, DeviceProfile profile) {
        if (chosen != null) {
            return chosen;
        }
        List<DeviceStep> midway = DeviceStep.of(profile).stream()
                .filter(step -> step.compareTo(DeviceStep.REGISTERED) < 0).toList();
        return midway.get(random.nextInt(midway.size()));
    }

    private int[] shuffled() {
        int[] order = new int[count];
        for (int at = 0; at < count; at++) {
            int other = random.nextInt(at + 1);
            order[at] = order[other];
            order[other] = at;
        }
        return order;
    }
}
