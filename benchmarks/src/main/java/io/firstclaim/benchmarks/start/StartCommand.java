package io.firstclaim.benchmarks.start;

import io.firstclaim.benchmarks.TemporaryFolder;
import io.firstclaim.benchmarks.scale.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./firstclaim bench start`.
@Command(name = "start", mixinStandardHelpOptions = true, description = {
        "Measures how long 'firstclaim up' takes until it answers devices, from the command on: at its first start, which makes",
        "a database and its keys, and later; with the AOT cache of the launcher and without."}, footerHeading = "%nExample:%n", footer = {
                "  firstclaim bench start --rounds 9"})
public final class StartCommand implements Callable<Integer> {
    private static final String FROM_LAUNCHER = "${sys:firstclaim.launcher}";

    @Option(names = "--rounds", defaultValue = "7", paramLabel = "COUNT", description = "Starts of each kind, which take turns. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--launcher", defaultValue = FROM_LAUNCHER, paramLabel = "FILE", description = "The launcher to start it by. Default: the one that runs this.")
    private Path launcher = Path.of("firstclaim");

    @Spec
    private CommandSpec spec;

    /// What is started.
    private enum Kind {
        FIRST("first start", ""), LATER("later start", ""), FIRST_WITHOUT("first start, no cache",
                "-XX:AOTMode=off"), LATER_WITHOUT("later start, no cache", "-XX:AOTMode=off");

        private final String shown;
        private final String javaOptions;

        Kind(String shown, String javaOptions) {
            this.shown = shown;
            this.javaOptions = javaOptions;
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Map<Kind, List<OneStart>> starts = new EnumMap<>(Kind.class);
        for (int round = 0; round < rounds; round++) {
            round(starts, Kind.FIRST, Kind.LATER);
            round(starts, Kind.FIRST_WITHOUT, Kind.LATER_WITHOUT);
        }
        print("| `firstclaim up`, until it answers devices | seconds | CPU seconds |");
        print("|---|--:|--:|");
        starts.forEach((kind, all) -> print("| %s | %s | %s |".formatted(kind.shown,
                shown(all.stream().map(OneStart::seconds).toList()),
                shown(all.stream().map(OneStart::cpuSeconds).toList()))));
        return 0;
    }

    private void round(Map<Kind, List<OneStart>> starts, Kind first, Kind later)
            throws IOException, InterruptedException {
        try (var folder = TemporaryFolder.make()) {
            for (var kind : List.of(first, later)) {
                starts.computeIfAbsent(kind, _ -> new ArrayList<>())
                        .add(OneStart.of(launcher, folder.path().resolve("data"), kind.javaOptions));
            }
        }
    }

    private static String shown(List<Double> values) {
        var spread = Spread.of(values);
        return String.format(Locale.ROOT, "%.2f (%.2f–%.2f)", spread.median(), spread.low(), spread.high());
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
