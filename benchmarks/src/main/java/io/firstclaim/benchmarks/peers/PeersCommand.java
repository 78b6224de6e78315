package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.Document;
import io.firstclaim.benchmarks.TemporaryFolder;
import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.peers.PeersPlan.Refusals;
import io.firstclaim.benchmarks.peers.PeersPlan.Steady;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./firstclaim bench peers`, and `./firstclaim bench` without more.
@Command(name = "peers", mixinStandardHelpOptions = true, description = {
        "Measures what a bootstrap costs the server: the product and parts of it, in turns, under the same load.",
        "Prints one table; says on the error stream what it is doing. Linux only."}, footerHeading = "%nExamples:%n", footer = {
                "  firstclaim bench",
                "  firstclaim bench peers --json bench.json --plot bench.svg --into docs/performance.md",
                "  firstclaim bench peers --rows EDGE,PRODUCT_H2 --suites GCM --rounds 3"})
public final class PeersCommand implements Callable<Integer> {
    @Option(names = "--rows", split = ",", paramLabel = "ROW", description = "What to measure: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<Row> rows = Arrays.asList(Row.values());

    @Option(names = "--suites", split = ",", paramLabel = "SUITE", description = "Cipher suites: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<Suite> suites = Arrays.asList(Suite.values());

    @Option(names = "--rounds", defaultValue = "5", paramLabel = "N", description = "Rounds in which the rows take turns. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--bootstraps", defaultValue = "1000", paramLabel = "N", description = "Of a row in a round. Default: ${DEFAULT-VALUE}.")
    private int bootstraps;

    @Option(names = "--warm-up", defaultValue = "4000", paramLabel = "N", description = "Bootstraps of a row before the first round. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(names = "--short", description = "Take some seconds only, to see that it works. The figures mean nothing then.")
    private boolean isShort;

    @Option(names = "--rate", defaultValue = "300", paramLabel = "N", description = "Bootstraps each second while latencies are taken. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(names = "--server-flags", paramLabel = "FLAGS", description = "For the servers' JVMs, for example -XX:+UseZGC, separated by spaces.")
    private String serverFlags = "";

    @Option(names = "--folder", paramLabel = "FOLDER", description = "Where the servers write their logs and data. Default: a new one, removed at the end.")
    private @Nullable Path folder;

    @Option(names = "--profile", description = "Also show whose code the servers' processor time went into; the recordings stay in --folder. Costs a little itself.")
    private boolean profiles;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to this file, too.")
    private @Nullable Path json;

    @Option(names = "--plot", paramLabel = "FILE", description = "Draw the processor times into this SVG file, too.")
    private @Nullable Path plot;

    @Option(names = "--into", paramLabel = "FILE", description = "Put the tables between the marks of this document, too.")
    private @Nullable Path document;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!CpuTime.isTold()) {
            throw new ParameterException(spec.commandLine(),
                    "The processor time of other processes is read from /proc, which this system does not have.");
        }
        var report = folder == null ? inFolderOfItsOwn() : measure(folder);
        if (json != null) {
            report.writeJson(json);
        }
        if (plot != null) {
            new Plot(report.cells()).write(plot);
        }
        if (document != null) {
            Document.put(document, report.markdown());
        }
        return 0;
    }

    private PeersReport inFolderOfItsOwn() throws IOException, InterruptedException {
        try (var own = TemporaryFolder.make()) {
            return measure(own.path());
        }
    }

    private PeersReport measure(Path where) throws IOException, InterruptedException {
        var report = new MeasurePeers(plan(), where, this::say).run();
        spec.commandLine().getOut().println(report.markdown());
        for (var row : rows) {
            var recording = where.resolve(row.name()).resolve(ServerProcess.RECORDING);
            if (profiles && Files.exists(recording)) {
                spec.commandLine().getOut().println(Profile.of(recording, row.shown()));
            }
        }
        return report;
    }

    private PeersPlan plan() {
        var flags = Stream.concat(Arrays.stream(serverFlags.split(" ")).filter(flag -> !flag.isBlank()),
                profiles ? Stream.of(Profile.FLAG) : Stream.empty()).toList();
        return isShort
                ? new PeersPlan(measurable(), suites, 1, 20, 5, 20, 4, new Steady(20, 1), new Refusals(20, 20, 10, 1),
                        flags)
                : new PeersPlan(measurable(), suites, rounds, warmUp, 200, bootstraps, 16, new Steady(rate, 6),
                        new Refusals(2000, 1000, 50, 6), flags);
    }

    private List<Row> measurable() {
        if (!rows.contains(Row.OPENSSL) || OpenSslContestant.isThere()) {
            return rows;
        }
        say("left out: " + Row.OPENSSL.shown() + ": there is no openssl on the PATH");
        return rows.stream().filter(row -> row != Row.OPENSSL).toList();
    }

    private void say(String what) {
        spec.commandLine().getErr().printf("%tT %s%n", LocalTime.now(ZoneId.systemDefault()), what);
        spec.commandLine().getErr().flush();
    }
}
