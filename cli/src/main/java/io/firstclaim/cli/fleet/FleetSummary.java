package io.firstclaim.cli.fleet;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import io.firstclaim.simulator.NetworkCounts;
import io.firstclaim.simulator.fleet.Counts;
import io.firstclaim.simulator.fleet.ExactlyOnce;
import io.firstclaim.simulator.fleet.FleetReport;
import io.firstclaim.simulator.fleet.FleetState;
import io.firstclaim.simulator.fleet.Happening;
import io.firstclaim.simulator.fleet.Sample;
import io.firstclaim.simulator.fleet.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A report for people: what the run was, what came of it, and what went wrong on the way.
final class FleetSummary {
    private final FleetReport report;
    private final Counts counts;
    private final List<String> lines = new ArrayList<>();

    private FleetSummary(FleetReport report) {
        this.report = report;
        this.counts = report.counts();
    }

    static List<String> of(FleetReport report) {
        FleetSummary summary = new FleetSummary(report);
        summary.outcome();
        summary.identities();
        summary.way();
        summary.latencies();
        summary.texts("refused", report.counts().refusals());
        summary.texts("failed", report.counts().failures());
        return summary.lines;
    }

    private void outcome() {
        FleetReport.PlanEcho plan = report.plan();
        lines.add(format(ROOT, "%s: %d of %d devices %s after %.1f s (%s)", report.good() ? "good" : "NOT GOOD",
                counts.atGoal(),
                counts.devices(), plan.goal(), report.seconds(), switch (report.end()) {
                    case GOAL_REACHED -> "all that was to be reached";
                    case TIMEOUT -> "the time was over";
                    case STOPPED -> "it was stopped";
                }));
        lines.add(format(ROOT, "plan      %s, powered on %s, seed %d", plan.profiles(), plan.arrival(), plan.seed()));
        String elsewhere = counts.states().entrySet().stream()
                .filter(state -> state.getKey() != FleetState.REGISTERED && state.getValue() > 0)
                .map(state -> ", " + state.getValue() + " " + state.getKey()).collect(Collectors.joining());
        lines.add(format(ROOT, "states    %d registered%s", counts.in(FleetState.REGISTERED),
                elsewhere.replace('_', ' ')));
    }

    private void identities() {
        ExactlyOnce seen = report.exactlyOnce();
        lines.add(format(ROOT, "ids       %d devices have %d device ids in %d account%s: %s", seen.devices(),
                seen.deviceIds(),
                seen.accounts(), seen.accounts() == 1 ? "" : "s",
                seen.holds()
                        ? "each was claimed once"
                        : seen.underSeveralIds() + " under several, " + seen.sharingAnId() + " shared"));
        seen.examples().forEach(example -> lines.add(format(ROOT, "          %s", example)));
    }

    private void way() {
        String attempts = report.attempts().entrySet().stream()
                .map(entry -> entry.getValue() + " with " + entry.getKey()).collect(Collectors.joining(", "));
        lines.add(format(ROOT, "attempts  %d bootstraps begun, %d finished: %s", counts.of(Happening.BOOTSTRAP_BEGUN),
                counts.of(Happening.BOOTSTRAPPED), attempts));
        counts.faultsDone().forEach((kind, done) -> {
            long planned = report.plan().faultsPlanned().getOrDefault(kind, 0L);
            if (planned > 0) {
                lines.add(format(ROOT, "%-9s %d of %d", kind, done, planned));
            }
        });
        NetworkCounts seen = report.network();
        lines.add(format(ROOT,
                "network   %d datagrams sent, %d received; %d lost, %d twice, %d overtaken, %d too large",
                seen.sent(), seen.received(), seen.lost(), seen.duplicated(), seen.reordered(), seen.tooLarge()));
        lines.add(format(ROOT, "          %d NATs forgot; %d sockets at most", seen.rebound(), seen.mostOpenSockets()));
        if (counts.of(Happening.UPDATED) > 0) {
            lines.add(format(ROOT, "updates   %d", counts.of(Happening.UPDATED)));
        }
        double fastest = report.perSecond().stream().mapToDouble(second -> second.perSecond(second.registered())).max()
                .orElse(0);
        double cores = report.perSecond().stream().mapToDouble(Sample::cores).average().orElse(0);
        lines.add(format(ROOT, "speed     %.0f registrations/s, %.0f/s at best; this process used %.1f of %d cores",
                counts.of(Happening.REGISTERED) / Math.max(report.seconds(), 0.001), fastest, cores,
                report.machine().cores()));
    }

    private void latencies() {
        lines.add(format(ROOT, "%-22s%12s%12s%12s%12s", "", "p50", "p90", "p99", "slowest"));
        for (Stretch stretch : Stretch.values()) {
            var took = counts.latencyMillis().get(stretch);
            if (took != null && took.count() > 0) {
                lines.add(format(ROOT, "%-22s%12s%12s%12s%12s", stretch.toString().replace('_', ' '),
                        FleetScreen.millis(took.p50()),
                        FleetScreen.millis(took.p90()), FleetScreen.millis(took.p99()),
                        FleetScreen.millis(took.max())));
            }
        }
    }

    private void texts(String what, Map<String, Long> texts) {
        texts.forEach((text, times) -> lines.add(format(ROOT, "%-9s %8d  %s", what, times, text)));
    }
}
