package io.firstclaim.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Where a command writes, and the environment it reads: the process's own, or a test's.
///
/// @param out answers, which scripts may read
/// @param err errors, notes and progress
/// @param environment the environment variables
/// @param terminal whether a person reads the answers, so that colours make sense
/// @param watched whether a person watches stderr, so that moving progress makes sense
public record Console(PrintWriter out, PrintWriter err, Map<String, String> environment, boolean terminal,
        boolean watched) {
    /// Where Linux says what stderr is.
    private static final Path STDERR = Path.of("/proc/self/fd/2");

    /// A console whose answers and progress go to the same place.
    public Console(PrintWriter out, PrintWriter err, Map<String, String> environment, boolean terminal) {
        this(out, err, environment, terminal, terminal);
    }

    /// The console of this process.
    public static Console ofProcess() {
        boolean terminal = Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
        return new Console(writer(System.out), writer(System.err), System.getenv(), terminal, isWatched(terminal));
    }

    /// Whether stderr is a terminal; where that can't be asked, what holds for stdout.
    private static boolean isWatched(boolean terminal) {
        if (!Files.isSymbolicLink(STDERR)) {
            return terminal;
        }
        try {
            String device = Files.readSymbolicLink(STDERR).toString();
            return device.startsWith("/dev/pts/") || device.startsWith("/dev/tty") || device.equals("/dev/console");
        } catch (IOException _) {
            return terminal;
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /// Whether to use colours: on a terminal, unless `NO_COLOR` is set (https://no-color.org).
    public boolean colours() {
        return terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /// Whether nobody reads the answers any more, as behind `| head`: there is no sense in going on.
    public boolean isLeft() {
        return out.checkError();
    }

    /// Writes a note to the person; scripts don't see it.
    public void note(String line) {
        err.println(line);
        err.flush();
    }

    /// Replaces the line of progress, when a person watches.
    public void progress(String line) {
        if (watched) {
            err.print("\r\u001b[K" + line);
            err.flush();
        }
    }
}
