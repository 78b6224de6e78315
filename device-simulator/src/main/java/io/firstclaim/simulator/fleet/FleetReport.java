package io.firstclaim.simulator.fleet;

import io.firstclaim.simulator.DeviceStep;
import io.firstclaim.simulator.NetworkConditions;
import io.firstclaim.simulator.NetworkCounts;
import io.firstclaim.simulator.fleet.FleetPlan.Behaviour;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What became of a fleet. `docs/fleet.md` describes its JSON form, which [FleetReportJson] writes.
///
/// @param version of the JSON form; another number when a member changes its meaning or goes
/// @param startedAt when the run began
/// @param seconds how long it was
/// @param end why it ended
/// @param good whether all devices were where the plan wants them, each claimed once
/// @param plan what was to happen
/// @param machine what the devices ran on
/// @param counts what happened, how often and how fast
/// @param network what happened to datagrams
/// @param attempts how many devices began how many bootstraps
/// @param exactlyOnce whether each was claimed once
/// @param perSecond the course of the run
public record FleetReport(int version, Instant startedAt, double seconds, End end, boolean good,
        PlanEcho plan, Machine machine, Counts counts, NetworkCounts network, Map<Integer, Long> attempts,
        ExactlyOnce exactlyOnce, List<Sample> perSecond) {
    /// The present version of the JSON form.
    public static final int VERSION = 1;

    private static final double MILLIS = 1000;

    /// Why a run ended.
    public enum End {
        /// All devices were where the plan wants them, and have stayed as long as it says.
        GOAL_REACHED,
        /// The time was over.
        TIMEOUT,
        /// Somebody stopped it.
        STOPPED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static FleetReport of(FleetPlan plan, Instant startedAt, End end, FleetSnapshot last, List<Sample> perSecond,
            List<Member> members) {
        Map<Integer, Long> attempts = members.stream()
                .collect(Collectors.groupingBy(Member::attempts, TreeMap::new, Collectors.counting()));
        Map<String, List<String>> locations = new LinkedHashMap<>();
        members.forEach(member -> locations.put(member.fate().name(), member.locations()));
        ExactlyOnce exactlyOnce = ExactlyOnce.of(locations);
        boolean good = last.counts().atGoal() == last.counts().devices() && exactlyOnce.holds();
        return new FleetReport(VERSION, startedAt.truncatedTo(ChronoUnit.SECONDS), last.elapsed().toMillis() / MILLIS,
                end, good, PlanEcho.of(plan), Machine.here(), last.counts(), last.network(), attempts, exactlyOnce,
                perSecond);
    }

    /// The plan in words and numbers.
    ///
    /// @param faultsPlanned how many devices were to suffer each kind of fault
    /// @param mostStarting how many might be on their way to their first registration at once, 0 for no limit
    public record PlanEcho(int devices, String profiles, String arrival, NetworkEcho network, List<String> faults,
            Map<Fault.Kind, Long> faultsPlanned, String retryFrom, String patience, String offTime, int mostStarting,
            String bootstrapUri, String goal, String timeout, String stay, long seed) {

        static PlanEcho of(FleetPlan plan) {
            Behaviour behaviour = plan.behaviour();
            Map<Fault.Kind, Long> planned = plan.fates().stream().map(Fate::blow).filter(blow -> blow != null)
                    .map(Fate.Blow::kind).collect(Collectors.groupingBy(Function.identity(),
                            () -> new EnumMap<>(Fault.Kind.class), Collectors.counting()));
            String uri = behaviour.bootstrapUri();
            return new PlanEcho(plan.devices().size(), plan.profiles().toString(), plan.arrival().toString(),
                    NetworkEcho.of(plan.network()),
                    plan.faults().stream().map(fault -> fault.kind() + " " + fault).toList(), planned,
                    Spans.text(behaviour.retry().shortest()), Spans.text(behaviour.patience()),
                    Spans.text(behaviour.offTime()),
                    behaviour.mostStarting() == Behaviour.NO_LIMIT ? 0 : behaviour.mostStarting(),
                    uri == null ? "" : uri,
                    plan.ending().goal().toString(), Spans.text(plan.ending().timeout()),
                    Spans.text(plan.ending().stay()), plan.seed());
        }
    }

    /// What was to happen to datagrams.
    ///
    /// @param rebind empty for NATs that keep their mappings
    public record NetworkEcho(String loss, String delay, String duplicate, String reorder, int mtu, String rebind) {
        static NetworkEcho of(NetworkConditions network) {
            return new NetworkEcho(new Share(network.loss()).toString(),
                    Spans.text(network.shortestDelay()) + ".." + Spans.text(network.longestDelay()),
                    new Share(network.duplication()).toString(), new Share(network.reordering()).toString(),
                    network.mtu(), rebind(network.rebinding()));
        }

        private static String rebind(NetworkConditions.NatRebinding nat) {
            if (nat.share() == 0) {
                return "";
            }
            DeviceStep at = nat.at();
            return new Share(nat.share()) + "@" + (at == null ? Spans.text(nat.afterIdle()) : at);
        }
    }

    /// What the devices ran on.
    ///
    /// @param cores processor cores
    /// @param heapMebibytes the most that the heap may grow to
    /// @param jdk version of the virtual machine
    /// @param system name and version of the operating system
    public record Machine(int cores, long heapMebibytes, String jdk, String system) {
        private static final int MEBI = 1 << 20;

        static Machine here() {
            Runtime runtime = Runtime.getRuntime();
            return new Machine(runtime.availableProcessors(), runtime.maxMemory() / MEBI,
                    Runtime.version().toString(),
                    System.getProperty("os.name") + " " + System.getProperty("os.version"));
        }
    }
}
