package io.firstclaim.benchmarks.sessions;

import io.firstclaim.benchmarks.TemporaryFolder;
import io.firstclaim.benchmarks.load.Suite;
import java.io.IOException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./firstclaim bench sessions`.
@Command(name = "sessions", mixinStandardHelpOptions = true, description = {
        "Measures how much heap an edge has for each DTLS session of a registered device that is open and silent.",
        "Linux only: the devices have many loopback addresses."}, footerHeading = "%nExample:%n", footer = "  firstclaim bench sessions --count 50000")
public final class SessionsCommand implements Callable<Integer> {
    @Option(names = "--count", defaultValue = "50000", paramLabel = "N", description = "How many sessions are opened, 50000 at most. Default: ${DEFAULT-VALUE}.")
    private int count;

    @Option(names = "--suite", defaultValue = "CCM_8", paramLabel = "SUITE", description = "Of the sessions: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Suite suite = Suite.CCM_8;

    @Option(names = "--server-flags", defaultValue = "", paramLabel = "FLAGS", description = "For the edge's JVM, separated by spaces.")
    private String serverFlags = "";

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var flags = Arrays.stream(serverFlags.split(" ")).filter(flag -> !flag.isBlank()).toList();
        try (var folder = TemporaryFolder.make()) {
            var measured = new MeasureSessions(count, suite, flags, folder.path(), this::say).run();
            spec.commandLine().getOut().printf(Locale.ROOT,
                    "%d sessions open, %s: %.1f MB of heap before, %.1f MB with them, %.0f bytes for each%n",
                    measured.open(),
                    suite.shown(), measured.before(), measured.with(), measured.bytesEach());
        }
        return 0;
    }

    private void say(String what) {
        spec.commandLine().getErr().printf("%tT %s%n", LocalTime.now(ZoneId.systemDefault()), what);
        spec.commandLine().getErr().flush();
    }
}
