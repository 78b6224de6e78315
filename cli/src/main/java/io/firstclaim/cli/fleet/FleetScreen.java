package io.firstclaim.cli.fleet;

import static java.lang.String.format;
import static java.util.Locale.ROOT;

import io.firstclaim.simulator.NetworkCounts;
import io.firstclaim.simulator.fleet.Counts;
import io.firstclaim.simulator.fleet.Fault;
import io.firstclaim.simulator.fleet.FleetPlan;
import io.firstclaim.simulator.fleet.FleetSnapshot;
import io.firstclaim.simulator.fleet.FleetState;
import io.firstclaim.simulator.fleet.Happening;
import io.firstclaim.simulator.fleet.Latency;
import io.firstclaim.simulator.fleet.Sample;
import io.firstclaim.simulator.fleet.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A fleet on one screen of 80 columns and 24 rows.
final class FleetScreen {
    static final int COLUMNS = 80;
    static final int ROWS = 24;

    private static final int BAR = 44;
    private static final int MOST_TEXTS = 4;
    private static final int MEBI = 1 << 20;
    private static final List<FleetState> ORDER = List.of(FleetState.SCHEDULED, FleetState.BOOTSTRAPPING,
            FleetState.REGISTERING, FleetState.REGISTERED, FleetState.WAITING, FleetState.REBOOTING,
            FleetState.GAVE_UP);

    private final FleetPlan plan;
    private final Paint paint;
    private final Forecast forecast = new Forecast();

    FleetScreen(FleetPlan plan, boolean colours) {
        this.plan = plan;
        this.paint = new Paint(colours);
    }

    /// What the screen shows now.
    List<String> lines(FleetSnapshot now) {
        forecast.add(now);
        List<String> lines = new ArrayList<>();
        lines.add(title(now));
        ORDER.forEach(state -> lines.add(state(state, now.counts())));
        lines.add("");
        lines.add(goal(now));
        lines.add(rates(now.latest()));
        lines.add("");
        lines.add(format(ROOT, "%-24s%12s%12s%12s%12s", "", "p50", "p90", "p99", "slowest"));
        now.counts().latencyMillis().forEach((stretch, took) -> lines.add(latency(stretch, took)));
        lines.addAll(texts(now.counts()));
        while (lines.size() < ROWS - 2) {
            lines.add("");
        }
        lines.add(faults(now.counts()));
        lines.add(network(now.network()));
        return lines;
    }

    private String title(FleetSnapshot now) {
        String left = format(ROOT, "%d devices, %s, %s, seed %d", plan.devices().size(), plan.profiles(),
                plan.arrival(),
                plan.seed());
        String right = Clocks.of(now.elapsed()) + " of " + Clocks.of(plan.ending().timeout());
        int room = COLUMNS - right.length() - 1;
        return paint.bold(format(ROOT, "%-" + room + "s %s", cut(left, room), right));
    }

    private String state(FleetState state, Counts counts) {
        long in = counts.in(state);
        String bar = Bar.of(in, counts.devices(), BAR);
        return format(ROOT, "%-14s%s %8d %6.1f%%", words(state), paint.of(state, bar), in,
                100.0 * in / counts.devices());
    }

    private String goal(FleetSnapshot now) {
        long heap = (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / MEBI;
        String left = format(ROOT, "%d of %d %s, %s", now.counts().atGoal(), now.counts().devices(),
                plan.ending().goal(),
                forecast.words());
        return format(ROOT, "%-46s%34s", left, format(ROOT, "%.1f of %d cores, heap %d MiB", now.latest().cores(),
                Runtime.getRuntime().availableProcessors(), heap));
    }

    private static String rates(Sample second) {
        return format(ROOT, "per s: on %.0f  bootstrapped %.0f  registered %.0f  updated %.0f  refused %.0f",
                second.perSecond(second.poweredOn()), second.perSecond(second.bootstrapped()),
                second.perSecond(second.registered()), second.perSecond(second.updated()),
                second.perSecond(second.refused()));
    }

    private static String latency(Stretch stretch, Latency took) {
        return took.count() == 0
                ? format(ROOT, "%-24s%12s%12s%12s%12s", words(stretch), "-", "-", "-", "-")
                : format(ROOT, "%-24s%12s%12s%12s%12s", words(stretch), millis(took.p50()), millis(took.p90()),
                        millis(took.p99()), millis(took.max()));
    }

    /// The refusals and failures that came most often; what there is no room for is summed up.
    private List<String> texts(Counts counts) {
        List<Map.Entry<String, Long>> all = Stream
                .concat(counts.refusals().entrySet().stream(), counts.failures().entrySet().stream())
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed()).toList();
        List<String> lines = new ArrayList<>();
        all.stream().limit(all.size() > MOST_TEXTS ? MOST_TEXTS - 1 : MOST_TEXTS).forEach(
                text -> lines.add(paint.bad(cut(format(ROOT, "%8d  %s", text.getValue(), text.getKey()), COLUMNS))));
        if (all.size() > MOST_TEXTS) {
            lines.add(format(ROOT, "%8d  others",
                    all.stream().skip(MOST_TEXTS - 1L).mapToLong(Map.Entry::getValue).sum()));
        }
        return lines;
    }

    private String faults(Counts counts) {
        return cut(format(ROOT, "reboots %d  silences %d  attempts %d  waits %d",
                counts.faultsDone().getOrDefault(Fault.Kind.REBOOT, 0L),
                counts.faultsDone().getOrDefault(Fault.Kind.SILENCE, 0L), counts.of(Happening.BOOTSTRAP_BEGUN),
                counts.of(Happening.WAITED)), COLUMNS);
    }

    private static String network(NetworkCounts seen) {
        return cut(format(ROOT, "datagrams %d up, %d down: lost %d, twice %d, late %d, too large %d; sockets %d",
                seen.sent(), seen.received(), seen.lost(), seen.duplicated(), seen.reordered(), seen.tooLarge(),
                seen.openSockets()), COLUMNS);
    }

    static String millis(double value) {
        return value < 10_000 ? format(ROOT, "%.0f ms", value) : format(ROOT, "%.1f s", value / 1000);
    }

    private static String words(Enum<?> constant) {
        return constant.toString().replace('_', ' ');
    }

    private static String cut(String text, int columns) {
        return text.length() <= columns ? text : text.substring(0, columns - 1) + "…";
    }
}
