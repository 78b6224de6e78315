package io.firstclaim.it.chaos;

import io.firstclaim.cli.Firstclaim;
import io.firstclaim.it.stack.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A server that a command of the command line runs, which can be killed and started again on the ports that it got at first.
final class Member {
    private static final Pattern PORT = Pattern.compile(".*:(\\d+),?");
    private static final int MOST_PORTS = 3;

    private final String name;
    private final Path folder;
    private final String firstWord;
    private final Function<List<String>, List<String>> command;
    private final List<String> ports;
    private int starts;
    private JavaProcess process;

    private Member(String name, Path folder, String firstWord, Function<List<String>, List<String>> command)
            throws IOException {
        this.name = name;
        this.folder = folder;
        this.firstWord = firstWord;
        this.command = command;
        process = launch(Collections.nCopies(MOST_PORTS, "0"));
        ports = Arrays.stream(process.awaitLine(firstWord)).map(PORT::matcher).filter(Matcher::matches)
                .map(match -> match.group(1)).toList();
    }

    /// Starts one, and waits until it tells its ports.
    ///
    /// @param firstWord of the line in which it does
    /// @param command from its ports to the words of the command
    static Member start(String name, Path folder, String firstWord, Function<List<String>, List<String>> command)
            throws IOException {
        return new Member(name, folder, firstWord, command);
    }

    private JavaProcess launch(List<String> wished) throws IOException {
        starts++;
        return JavaProcess.start(Firstclaim.class, folder.resolve(name + "-" + starts + ".log"),
                command.apply(wished).toArray(String[]::new));
    }

    /// The ports in the order in which it tells them.
    List<String> ports() {
        return ports;
    }

    /// `kill -9`.
    void kill() {
        process.kill();
    }

    /// Sends it a signal, such as `STOP`.
    void signal(String name) throws IOException {
        process.signal(name);
    }

    /// Starts it again.
    void restart() throws IOException {
        process = launch(ports);
        process.awaitLine(firstWord);
    }
}
