package io.firstclaim.benchmarks;

import io.firstclaim.benchmarks.bulk.BulkCommand;
import io.firstclaim.benchmarks.peers.PeersCommand;
import io.firstclaim.benchmarks.pieces.JmhCommand;
import io.firstclaim.benchmarks.scale.ClaimsCommand;
import io.firstclaim.benchmarks.scale.ScaleCommand;
import io.firstclaim.benchmarks.sessions.SessionsCommand;
import io.firstclaim.benchmarks.start.StartCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The executable behind `./firstclaim bench`.
@Command(name = "firstclaim bench", description = "Measures the product on this machine.", mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND", subcommands = {
        PeersCommand.class, SessionsCommand.class, JmhCommand.class, BulkCommand.class, ClaimsCommand.class,
        ScaleCommand.class, StartCommand.class})
public final class Benchmarks {
    private static final int HELP_WIDTH = 100;

    Benchmarks() {}

    /// Runs one benchmark and ends the process with its exit code.
    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs one benchmark; `peers` when none is named.
    ///
    /// @return 0 when it ran to its end, 2 when the command line is wrong, 1 otherwise
    public static int run(String... arguments) {
        var line = new CommandLine(new Benchmarks()).setUsageHelpWidth(HELP_WIDTH);
        return arguments.length == 0 ? line.execute("peers") : line.execute(arguments);
    }
}
