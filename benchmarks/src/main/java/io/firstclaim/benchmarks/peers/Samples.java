package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Outcome.End;
import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.load.Visits;
import io.firstclaim.benchmarks.scale.Spread;
import java.util.ArrayList;
import java.util.List;

/// The measurements of a row with a suite, as they come.
final class Samples {
    private final Lane lane;
    private final Suite suite;
    private final List<Double> cpu = new ArrayList<>();
    private final List<Double> database = new ArrayList<>();
    private final List<Double> compiler = new ArrayList<>();
    private final List<Double> perSecond = new ArrayList<>();
    private final List<Double> steady = new ArrayList<>();
    private long failures;
    private String complaint = "";
    private int writes;
    private int bytes;

    Samples(Lane lane, Suite suite) {
        this.lane = lane;
        this.suite = suite;
    }

    Lane lane() {
        return lane;
    }

    Suite suite() {
        return suite;
    }

    /// @param server
    ///            what it used meanwhile
    void add(Visits visits, CpuTime server, CpuTime beside) {
        double done = Math.max(1, visits.count(End.DONE));
        cpu.add(server.worked() / done);
        database.add(beside.worked() / done);
        compiler.add(server.compiled() / done);
        perSecond.add(visits.count(End.DONE) / visits.seconds());
        count(visits);
        writes = visits.writes();
        bytes = visits.bytes();
    }

    /// @param visits
    ///            at the steady rate
    void addSteady(Visits visits) {
        steady.addAll(visits.millis());
        count(visits);
    }

    private void count(Visits visits) {
        failures += visits.count() - visits.count(End.DONE);
        complaint = visits.complaint().isEmpty() ? complaint : visits.complaint();
    }

    Cell cell() {
        return new Cell(lane.row(), suite, Spread.of(cpu), Spread.of(database), Spread.of(compiler),
                Spread.of(perSecond), steady.isEmpty() ? null : Spread.of(steady), failures, complaint, writes, bytes);
    }
}
