package io.firstclaim.cli.fleet;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.simulator.RetrySchedule;
import io.firstclaim.simulator.fleet.Arrival;
import io.firstclaim.simulator.fleet.Fault;
import io.firstclaim.simulator.fleet.FleetPlan;
import io.firstclaim.simulator.fleet.FleetPlan.Behaviour;
import io.firstclaim.simulator.fleet.FleetPlan.Ending;
import io.firstclaim.simulator.fleet.Goal;
import io.firstclaim.simulator.fleet.ProfileMix;
import io.firstclaim.simulator.fleet.Spans;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What a fleet is to do.
final class FleetOptions {
    /// What a real device waits about before its first retry, in seconds.
    private static final double REAL_RETRY_SECONDS = 12;

    @Mixin
    private final FleetBatch batch = new FleetBatch();

    @Option(names = "--profile", paramLabel = "MIX", defaultValue = "both", description = "Which real clients they are like: pelion, standard, both, or both:30%% for a fleet of which "
            + "30%% are standard ones. Default: ${DEFAULT-VALUE}, half of each.")
    private String profile = "";

    @Option(names = "--ramp", paramLabel = "SPAN", description = "Power them on evenly over this time, such as 60s or 5m. Default: all at once.")
    private @Nullable String ramp;

    @Option(names = "--rate", paramLabel = "N/s", description = "Power so many on each second, such as 100/s.")
    private @Nullable String rate;

    @Option(names = "--max-in-flight", paramLabel = "N", description = "Power the next one on only when fewer than N are in their first attempt.")
    private @Nullable Integer maxInFlight;

    @Option(names = "--bootstrap-uri", paramLabel = "URI", description = "The bootstrap server, coaps://host:port, in place of the one that their factory wrote.")
    private @Nullable String bootstrapUri;

    @Mixin
    private final NetworkOptions network = new NetworkOptions();

    @Option(names = "--reboot", paramLabel = "SHARE@STEP", description = "Cut the power of this share of them, such as 10%%@lwm2m-account-written, once, as soon as they "
            + "have done this step, and give it back. Or 10%%@any: each at a step of its own before it is registered. Repeatable.")
    private List<String> reboots = new ArrayList<>();

    @Option(names = "--off-time", paramLabel = "SPAN", defaultValue = "1s", description = "How long a reboot takes. Default: ${DEFAULT-VALUE}.")
    private String offTime = "";

    @Option(names = "--silence", paramLabel = "SHARE@STEP", description = "Have this share of them say and hear nothing for the rest of their session from this step on, once, "
            + "as when the network goes. Repeatable.")
    private List<String> silences = new ArrayList<>();

    @Option(names = "--retry-base", paramLabel = "SECONDS", defaultValue = "12", description = "About how long they wait before their first retry; later waits double. Default: "
            + "${DEFAULT-VALUE}, as real devices do.")
    private double retryBase;

    @Option(names = "--patience", paramLabel = "SPAN", defaultValue = "93s", description = "How long they wait for an answer. Default: ${DEFAULT-VALUE}, as CoAP has it.")
    private String patience = "";

    @Option(names = "--until", paramLabel = "GOAL", defaultValue = "registered", description = "End when each is registered, or each is registered or refused (settled): "
            + "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Goal until = Goal.REGISTERED;

    @Option(names = "--timeout", paramLabel = "SPAN", defaultValue = "10m", description = "End with 1 when that has not happened by then. Default: ${DEFAULT-VALUE}.")
    private String timeout = "";

    @Option(names = "--stay", paramLabel = "SPAN", defaultValue = "0s", description = "Keep them registered for so long after that. Default: ${DEFAULT-VALUE}.")
    private String stay = "";

    @Option(names = "--update-every", paramLabel = "SPAN", defaultValue = "60s", description = "How often each updates its registration while it stays. Default: ${DEFAULT-VALUE}.")
    private String updateEvery = "";

    @Option(names = "--seed", paramLabel = "N", description = "For all that is random about the devices: the same seed has the same in store for each. Default: a new one, which the report tells.")
    private @Nullable Long seed;

    /// The plan.
    ///
    /// @throws CommandFailed if a value is none
    FleetPlan plan() {
        try {
            return FleetPlan.of(batch.devices()).with(ProfileMix.parse("--profile", profile)).with(arrival())
                    .with(network.conditions()).with(faults()).with(behaviour()).with(ending())
                    .withSeed(seed == null ? ThreadLocalRandom.current().nextInt(1, Integer.MAX_VALUE) : seed);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }

    private Arrival arrival() {
        if (ramp != null && rate != null) {
            throw new IllegalArgumentException("--ramp " + ramp + " and --rate " + rate + " don't go together");
        }
        if (ramp != null) {
            return new Arrival.Ramp(Spans.parse("--ramp", ramp));
        }
        return rate == null ? new Arrival.AllAtOnce() : Arrival.Rate.parse("--rate", rate);
    }

    private Fault[] faults() {
        List<Fault> faults = new ArrayList<>();
        reboots.forEach(text -> faults.add(Fault.parse("--reboot", Fault.Kind.REBOOT, text)));
        silences.forEach(text -> faults.add(Fault.parse("--silence", Fault.Kind.SILENCE, text)));
        return faults.toArray(Fault[]::new);
    }

    private Behaviour behaviour() {
        if (!(retryBase > 0 && retryBase <= REAL_RETRY_SECONDS)) {
            throw new IllegalArgumentException(
                    "--retry-base is more than 0 and at most " + (int) REAL_RETRY_SECONDS + " seconds, not "
                            + retryBase);
        }
        int faster = (int) Math.round(REAL_RETRY_SECONDS / retryBase);
        return new Behaviour(RetrySchedule.fasterBy(faster), positive("--patience", patience),
                Spans.parse("--off-time", offTime), maxInFlight == null ? Behaviour.NO_LIMIT : inFlight(maxInFlight),
                bootstrapUri);
    }

    private static int inFlight(int devices) {
        if (devices < 1) {
            throw new IllegalArgumentException("--max-in-flight is at least 1, not " + devices);
        }
        return devices;
    }

    private Ending ending() {
        return new Ending(until, positive("--timeout", timeout), Spans.parse("--stay", stay),
                positive("--update-every", updateEvery));
    }

    private static Duration positive(String what, String text) {
        Duration span = Spans.parse(what, text);
        if (span.isZero()) {
            throw new IllegalArgumentException(what + " is longer than nothing, not '" + text + "'");
        }
        return span;
    }
}
