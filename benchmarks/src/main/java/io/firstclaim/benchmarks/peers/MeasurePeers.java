package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Client;
import io.firstclaim.benchmarks.load.Load;
import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.benchmarks.load.Outcome.End;
import io.firstclaim.benchmarks.load.Visits;
import io.firstclaim.benchmarks.scale.Machine;
import io.firstclaim.benchmarks.serve.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Runs the measurement: all servers are started and warmed up, then they take turns.
final class MeasurePeers {
    private final PeersPlan plan;
    private final Path folder;
    private final Consumer<String> progress;
    private final Maker maker = new Maker("Maker");
    private final List<Lane> lanes = new ArrayList<>();

    /// @param folder
    ///            for what the servers write
    /// @param progress
    ///            is told what goes on
    MeasurePeers(PeersPlan plan, Path folder, Consumer<String> progress) {
        this.plan = plan;
        this.folder = folder;
        this.progress = progress;
    }

    PeersReport run() throws IOException, InterruptedException {
        var began = Instant.now();
        try {
            startAll();
            var samples = plan.suites().stream()
                    .flatMap(suite -> lanes.stream().map(lane -> new Samples(lane, suite))).toList();
            warmUp(samples);
            for (int round = 1; round <= plan.rounds(); round++) {
                progress.accept("round " + round + " of " + plan.rounds());
                for (var each : samples) {
                    visits(each, plan.again());
                    measure(each);
                }
            }
            steady(samples);
            var refusals = refusals();
            return new PeersReport(began.truncatedTo(ChronoUnit.MINUTES).toString(), Machine.description(),
                    Client.cryptography(), plan, Duration.between(began, Instant.now()).toSeconds(),
                    samples.stream().map(Samples::cell).toList(), refusals);
        } finally {
            for (var lane : lanes) {
                lane.close();
            }
        }
    }

    private void startAll() throws IOException {
        progress.accept("making " + plan.devices() + " devices, each with its own key and certificate");
        var devices = maker.devices("meter", plan.devices());
        for (var row : plan.rows()) {
            progress.accept("starting: " + row.shown());
            lanes.add(Lane.of(row, start(row), devices));
        }
    }

    private Contestant start(Row row) throws IOException {
        var own = folder.resolve(row.name());
        return switch (row) {
            case LESHAN -> LeshanContestant.start(Kind.LESHAN, own, plan.flags(), maker, plan.devices());
            case LESHAN_NATIVE -> LeshanContestant.start(Kind.LESHAN_NATIVE, own, plan.flags(), maker, plan.devices());
            case EDGE -> EdgeContestant.start(own, plan.flags());
            case PRODUCT_H2 -> ProductContestant.onH2(own, plan.flags(), maker);
            case PRODUCT_POSTGRES -> ProductContestant.onPostgres(own, plan.flags(), maker);
            case OPENSSL -> OpenSslContestant.start(own, maker);
        };
    }

    private void warmUp(List<Samples> samples) throws InterruptedException {
        for (var each : samples) {
            progress.accept("warming up: " + each.lane().row().shown() + ", " + each.suite().shown());
            visits(each, each.lane().contestant().atMost() == 1 ? plan.again() : plan.warmUp(each.suite()));
        }
    }

    private Visits visits(Samples samples, int count) throws InterruptedException {
        var contestant = samples.lane().contestant();
        return load(samples).closed(samples.lane().next(count), Math.min(plan.atOnce(), contestant.atMost()));
    }

    private Load load(Samples samples) {
        var contestant = samples.lane().contestant();
        return new Load(contestant.client(samples.suite()), contestant.visit(), End.DONE);
    }

    private void measure(Samples samples) throws InterruptedException {
        var contestant = samples.lane().contestant();
        var before = contestant.cpu();
        var besideBefore = contestant.databaseCpu();
        var visits = visits(samples, plan.measured());
        samples.add(visits, contestant.cpu().minus(before), contestant.databaseCpu().minus(besideBefore));
    }

    /// Latencies, of those that serve many at once.
    private void steady(List<Samples> samples) {
        if (plan.steady().devices() == 0) {
            return;
        }
        for (var each : samples) {
            if (each.lane().contestant().atMost() > 1) {
                progress.accept("steadily %.0f/s: %s, %s".formatted(plan.steady().perSecond(),
                        each.lane().row().shown(), each.suite().shown()));
                each.addSteady(load(each).open(each.lane().next(plan.steady().devices()), plan.steady().perSecond()));
            }
        }
    }

    private @Nullable RefusalFigures refusals() throws IOException, InterruptedException {
        for (var lane : lanes) {
            if (plan.refusals().strangers() > 0 && lane.contestant() instanceof ProductContestant product) {
                progress.accept("refusing devices: " + lane.row().shown());
                var strangers = maker.devices("stranger", plan.refusals().strangers());
                return new MeasureRefusals(plan, lane, product, strangers).run();
            }
        }
        return null;
    }
}
