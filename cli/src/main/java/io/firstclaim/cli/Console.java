package io.firstclaim.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/// Where a command writes, and the environment it reads: the process's own, or a test's.
///
/// @param out answers, which scripts may read
/// @param err errors, notes and progress
/// @param environment the environment variables
/// @param terminal whether a person watches, so that colours and moving progress make sense
public record Console(PrintWriter out, PrintWriter err, Map<String, String> environment, boolean terminal) {

    /// The console of this process.
    public static Console ofProcess() {
        return new Console(writer(System.out), writer(System.err), System.getenv(),
                Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    /// Whether to use colours: on a terminal, unless `NO_COLOR` is set (https://no-color.org).
    public boolean colours() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /// Writes a note to the person; scripts don't see it.
    public void note(String line) {
        err.println(line);
        err.flush();
    }

    /// Replaces the line of progress, when a person watches.
    public void progress(String line) {
        if (terminal) {
            err.print("\r\u001b[K" + line);
            err.flush();
        }
    }
}
