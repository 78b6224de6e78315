package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Client;
import io.firstclaim.benchmarks.load.Client.Visit;
import io.firstclaim.benchmarks.load.Device;
import io.firstclaim.benchmarks.load.Load;
import io.firstclaim.benchmarks.load.Outcome.End;
import io.firstclaim.benchmarks.load.Visits;
import io.firstclaim.benchmarks.scale.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/// Has devices turned away that no account lists though one trusts their maker: alone, and beside devices that are claimed.
final class MeasureRefusals {
    private final PeersPlan plan;
    private final Lane lane;
    private final ProductContestant product;
    private final List<Device> strangers;
    private final Client client;
    private long refused;
    private long failures;
    private String complaint = "";

    /// @param product
    ///            of this lane
    MeasureRefusals(PeersPlan plan, Lane lane, ProductContestant product, List<Device> strangers) {
        this.plan = plan;
        this.lane = lane;
        this.product = product;
        this.strangers = strangers;
        this.client = product.client(plan.suites().getFirst());
    }

    RefusalFigures run() throws IOException, InterruptedException {
        double heapBefore = product.server().heap();
        double first = cost(Visit.BOOTSTRAP, End.REFUSED, strangers);
        var handshakes = new ArrayList<Double>();
        var repeated = new ArrayList<Double>();
        for (int round = 0; round < plan.rounds(); round++) {
            handshakes.add(cost(Visit.HANDSHAKE, End.DONE, strangers));
            repeated.add(cost(Visit.BOOTSTRAP, End.REFUSED, strangers));
        }
        var idle = enrolled();
        try (var threads = Executors.newSingleThreadExecutor()) {
            var others = threads.submit(() -> new Load(client, Visit.BOOTSTRAP, End.REFUSED).open(again(),
                    plan.refusals().perSecond()));
            var beside = enrolled();
            var turnedAway = others.get();
            count(turnedAway, End.REFUSED);
            return new RefusalFigures(lane.row(), Spread.of(handshakes), first, Spread.of(repeated), idle, beside,
                    turnedAway.count(End.REFUSED) / turnedAway.seconds(), heapBefore, product.server().heap(), refused,
                    failures, complaint);
        } catch (ExecutionException e) {
            throw new IllegalStateException("The others could not come", e.getCause());
        }
    }

    /// Milliseconds of the server's processors for each.
    private double cost(Visit visit, End wanted, List<Device> devices) throws InterruptedException {
        var before = product.cpu();
        var visits = new Load(client, visit, wanted).closed(devices, plan.atOnce());
        var used = product.cpu().minus(before);
        count(visits, wanted);
        return used.worked() / Math.max(1, visits.count(wanted));
    }

    private Spread enrolled() {
        var visits = new Load(client, Visit.BOOTSTRAP, End.DONE).open(lane.next(plan.refusals().enrolled()),
                plan.refusals().enrolledPerSecond());
        count(visits, End.DONE);
        return Spread.of(visits.millis());
    }

    private List<Device> again() {
        int count = (int) Math.round(plan.refusals().perSecond() * plan.refusals().seconds());
        return IntStream.range(0, count).mapToObj(i -> strangers.get(i % strangers.size())).toList();
    }

    private void count(Visits visits, End wanted) {
        refused += wanted == End.REFUSED ? visits.count(wanted) : 0;
        failures += visits.count() - visits.count(wanted);
        complaint = visits.complaint().isEmpty() ? complaint : visits.complaint();
    }
}
