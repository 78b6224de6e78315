package io.firstclaim.it.stack;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A main class in a JVM of its own, on this one's class path, to be killed. It says what it has to say by lines that begin with a word in capitals.
public final class JavaProcess {
    private final Class<?> main;
    private final Path log;
    private final Process process;

    private JavaProcess(Class<?> main, Path log, Process process) {
        this.main = main;
        this.log = log;
        this.process = process;
    }

    /// Starts one.
    ///
    /// @param log the file for what it prints
    public static JavaProcess start(Class<?> main, Path log, String... arguments) throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=" + System.getProperty("logback.configurationFile", ""), "-cp", classPath,
                main.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        // One that a command runs does not end with its input.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "ends-" + main.getSimpleName()));
        return new JavaProcess(main, log, process);
    }

    /// Waits for its first line that begins with this word.
    ///
    /// @return the words of that line
    public String[] awaitLine(String word) {
        await(main.getSimpleName() + " says " + word).atMost(Limits.START)
                .until(() -> !process.isAlive() || line(word).isPresent());
        return line(word).orElseThrow(() -> new AssertionError(main + " ended: " + text()));
    }

    private Optional<String[]> line(String word) {
        return lines(word).stream().findFirst();
    }

    /// The words of all its lines that begin with this word.
    public List<String[]> lines(String word) {
        String text = text();
        // The last line may not be whole yet.
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(line -> line.split(" "))
                .filter(words -> words[0].equals(word)).toList();
    }

    private String text() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends it a signal, such as `STOP`.
    public void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().onExit().join();
    }

    /// `kill -9`.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }
}
