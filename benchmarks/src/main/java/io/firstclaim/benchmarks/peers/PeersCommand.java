package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Suite;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./firstclaim bench peers`, and `./firstclaim bench` without more.
@Command(name = "peers", mixinStandardHelpOptions = true, description = {
        "Measures what a bootstrap costs the server: the product and parts of it, in turns, under the same load.",
        "Prints one table; says on the error stream what it is doing. Linux only."}, footerHeading = "%nExamples:%n", footer = {
                "  firstclaim bench", "  firstclaim bench peers --rows EDGE,PRODUCT_H2 --suites GCM --rounds 3"})
public final class PeersCommand implements Callable<Integer> {
    @Option(names = "--rows", split = ",", paramLabel = "ROW", description = "What to measure: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<Row> rows = Arrays.asList(Row.values());

    @Option(names = "--suites", split = ",", paramLabel = "SUITE", description = "Cipher suites: ${COMPLETION-CANDIDATES}. Default: all.")
    private List<Suite> suites = Arrays.asList(Suite.values());

    @Option(names = "--rounds", defaultValue = "5", paramLabel = "N", description = "Rounds in which the rows take turns. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--bootstraps", defaultValue = "1000", paramLabel = "N", description = "Of a row in a round. Default: ${DEFAULT-VALUE}.")
    private int bootstraps;

    @Option(names = "--short", description = "Take some seconds only, to see that it works. The figures mean nothing then.")
    private boolean isShort;

    @Option(names = "--server-flags", paramLabel = "FLAGS", description = "For the servers' JVMs, for example -XX:+UseZGC, separated by spaces.")
    private String serverFlags = "";

    @Option(names = "--folder", paramLabel = "FOLDER", description = "Where the servers write their logs and data. Default: a new one, removed at the end.")
    private @Nullable Path folder;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to this file, too.")
    private @Nullable Path json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var where = folder == null ? Files.createTempDirectory("firstclaim-bench") : folder;
        var report = new MeasurePeers(plan(), where, this::say).run();
        spec.commandLine().getOut().println(report.markdown());
        if (json != null) {
            report.writeJson(json);
        }
        return 0;
    }

    private PeersPlan plan() {
        var flags = Arrays.stream(serverFlags.split(" ")).filter(flag -> !flag.isBlank()).toList();
        return isShort
                ? new PeersPlan(rows, suites, 1, 20, 5, 20, 4, flags)
                : new PeersPlan(rows, suites, rounds, 4000, 200, bootstraps, 16, flags);
    }

    private void say(String what) {
        spec.commandLine().getErr().printf("%tT %s%n", LocalTime.now(ZoneId.systemDefault()), what);
        spec.commandLine().getErr().flush();
    }
}
