package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Client;
import io.firstclaim.benchmarks.load.Client.Visit;
import io.firstclaim.benchmarks.load.Load;
import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.benchmarks.load.Outcome.End;
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
            progress.accept("making " + plan.devices() + " devices, each with its own key and certificate");
            var devices = maker.devices("meter", plan.devices());
            for (var row : plan.rows()) {
                progress.accept("starting: " + row.shown());
                lanes.add(Lane.of(row, start(row), devices));
            }
            var samples = plan.suites().stream()
                    .flatMap(suite -> lanes.stream().map(lane -> new Samples(lane, suite))).toList();
            for (var each : samples) {
                progress.accept("warming up: " + each.lane().row().shown() + ", " + each.suite().shown());
                bootstraps(each, plan.warmUp());
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                progress.accept("round " + round + " of " + plan.rounds());
                for (var each : samples) {
                    bootstraps(each, plan.again());
                    measure(each);
                }
            }
            return new PeersReport(began.truncatedTo(ChronoUnit.MINUTES).toString(), Machine.description(),
                    Client.cryptography(), plan, Duration.between(began, Instant.now()).toSeconds(),
                    samples.stream().map(Samples::cell).toList());
        } finally {
            for (var lane : lanes) {
                lane.close();
            }
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
        };
    }

    private void bootstraps(Samples samples, int count) throws InterruptedException {
        load(samples).closed(samples.lane().next(count), plan.atOnce());
    }

    private void measure(Samples samples) throws InterruptedException {
        var contestant = samples.lane().contestant();
        var before = contestant.cpu();
        var besideBefore = contestant.databaseCpu();
        var visits = load(samples).closed(samples.lane().next(plan.measured()), plan.atOnce());
        samples.add(visits, contestant.cpu().minus(before), contestant.databaseCpu().minus(besideBefore));
    }

    private Load load(Samples samples) {
        return new Load(new Client(samples.lane().contestant().address(), samples.suite()), Visit.BOOTSTRAP, End.DONE);
    }
}
