package io.firstclaim.simulator.fleet;

import io.firstclaim.simulator.DeviceOptions;
import io.firstclaim.simulator.NetworkConditions;
import io.firstclaim.simulator.RetrySchedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything about a run of a fleet but what the servers make of it.
///
/// @param devices the folders of the devices, as the factory tool writes them
/// @param profiles which clients they are like
/// @param arrival when they are powered on
/// @param network what happens to their datagrams
/// @param faults what happens to parts of them; a device suffers one of them at most
/// @param behaviour how each device behaves
/// @param ending when the run is over
/// @param seed for all that is random about the devices; the servers' part can't be repeated
public record FleetPlan(List<Path> devices, ProfileMix profiles, Arrival arrival, NetworkConditions network,
        List<Fault> faults, Behaviour behaviour, Ending ending, long seed) {
    private static final double ROUNDING = 1e-9;

    /// How each device behaves.
    ///
    /// @param retry when it tries again
    /// @param patience how long it waits for an answer
    /// @param offTime how long a reboot takes
    /// @param mostStarting how many may be on their way to their first registration at once, before the next is powered
    ///        on
    /// @param bootstrapUri the bootstrap server, in place of what the factory wrote
    public record Behaviour(RetrySchedule retry, Duration patience, Duration offTime, int mostStarting,
            @Nullable String bootstrapUri) {
        /// As many at once as there are.
        public static final int NO_LIMIT = Integer.MAX_VALUE;
        /// As real devices are.
        public static final Behaviour REAL = new Behaviour(RetrySchedule.REAL, DeviceOptions.REAL_PATIENCE,
                Duration.ofSeconds(1), NO_LIMIT, null);

        /// Checks that at least one may start.
        public Behaviour {
            if (mostStarting < 1) {
                throw new IllegalArgumentException("at least 1 device must be allowed in flight, not " + mostStarting);
            }
        }
    }

    /// When the run is over.
    ///
    /// @param goal what each device is to reach
    /// @param timeout the run ends then at the latest, whoever has reached it
    /// @param stay how long the devices stay registered after the goal
    /// @param updateEvery how often each updates its registration while it stays
    public record Ending(Goal goal, Duration timeout, Duration stay, Duration updateEvery) {
        /// All registered within ten minutes.
        public static final Ending REGISTERED = new Ending(Goal.REGISTERED, Duration.ofMinutes(10), Duration.ZERO,
                Duration.ofMinutes(1));

        /// Checks that the spans are positive.
        public Ending {
            if (timeout.isZero() || timeout.isNegative() || updateEvery.isZero() || updateEvery.isNegative()) {
                throw new IllegalArgumentException(
                        "a timeout and an interval are longer than nothing, not " + timeout + " and " + updateEvery);
            }
        }
    }

    /// Checks that there are devices and that the faults are not more than they.
    public FleetPlan {
        devices = List.copyOf(devices);
        faults = List.copyOf(faults);
        if (devices.isEmpty()) {
            throw new IllegalArgumentException("a fleet needs at least one device");
        }
        if (faults.stream().mapToDouble(fault -> fault.share().part()).sum() > 1 + ROUNDING) {
            throw new IllegalArgumentException("the shares of all faults together are more than 100%: " + faults);
        }
    }

    /// Pelion clients that are powered on at once and left in peace.
    public static FleetPlan of(List<Path> devices) {
        return new FleetPlan(devices, ProfileMix.PELION, new Arrival.AllAtOnce(), NetworkConditions.PERFECT, List.of(),
                Behaviour.REAL, Ending.REGISTERED, 0);
    }

    /// The same with other clients.
    public FleetPlan with(ProfileMix value) {
        return new FleetPlan(devices, value, arrival, network, faults, behaviour, ending, seed);
    }

    /// The same with another arrival.
    public FleetPlan with(Arrival value) {
        return new FleetPlan(devices, profiles, value, network, faults, behaviour, ending, seed);
    }

    /// The same on another network.
    public FleetPlan with(NetworkConditions value) {
        return new FleetPlan(devices, profiles, arrival, value, faults, behaviour, ending, seed);
    }

    /// The same with these faults.
    public FleetPlan with(Fault... value) {
        return new FleetPlan(devices, profiles, arrival, network, List.of(value), behaviour, ending, seed);
    }

    /// The same with another behaviour.
    public FleetPlan with(Behaviour value) {
        return new FleetPlan(devices, profiles, arrival, network, faults, value, ending, seed);
    }

    /// The same with another ending.
    public FleetPlan with(Ending value) {
        return new FleetPlan(devices, profiles, arrival, network, faults, behaviour, value, seed);
    }

    /// The same with another seed.
    public FleetPlan withSeed(long value) {
        return new FleetPlan(devices, profiles, arrival, network, faults, behaviour, ending, value);
    }

    /// What is in store for each device, in the order they are powered on.
    public List<Fate> fates() {
        return new Lots(this).draw();
    }
}
