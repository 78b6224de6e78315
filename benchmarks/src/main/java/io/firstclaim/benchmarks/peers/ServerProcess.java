package io.firstclaim.benchmarks.peers;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.firstclaim.benchmarks.serve.Kind;
import io.firstclaim.benchmarks.serve.Serve;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A server in a process of its own, on the Java and the class path of this one. Its log is in its folder.
public final class ServerProcess implements AutoCloseable {
    /// The file of its own folder that a recording goes to, where one is asked for.
    static final String RECORDING = "profile.jfr";

    private static final String LOG = "server.log";

    private final Process process;
    private final BufferedReader answers;
    private final Map<String, String> facts;

    private ServerProcess(Process process, BufferedReader answers, Map<String, String> facts) {
        this.process = process;
        this.answers = answers;
        this.facts = facts;
    }

    /// Starts one and returns when it serves.
    ///
    /// @param flags
    ///            for its JVM, beside those that this one was started with
    public static ServerProcess start(Kind kind, Path folder, List<String> flags, String argument) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> !flag.startsWith("-javaagent") && !flag.startsWith("-Dlogback")).forEach(command::add);
        // Compiler threads that came and went would take the time with them that is not to be counted.
        command.add("-XX:-UseDynamicNumberOfCompilerThreads");
        command.add("-Dlogback.configurationFile=logback-server.xml");
        flags.stream().map(flag -> flag.equals(Profile.FLAG) ? flag + folder.resolve(RECORDING) : flag)
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Serve.class.getName(), kind.name(),
                folder.toString(), argument));
        Files.createDirectories(folder);
        var log = folder.resolve(LOG).toFile();
        var process = new ProcessBuilder(command).redirectError(log).start();
        var answers = process.inputReader();
        try {
            return new ServerProcess(process, answers, next(answers));
        } catch (EOFException ended) {
            throw new IOException(kind + " does not start: " + Files.readString(log.toPath()), ended);
        }
    }

    /// What it says next. The JVM may say things too, as when it begins to record.
    private static Map<String, String> next(BufferedReader answers) throws IOException {
        for (var line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("{")) {
                return new ObjectMapper().readValue(line, new TypeReference<>() {});
            }
        }
        throw new EOFException("it has ended");
    }

    /// What it says of itself.
    public String fact(String name) {
        var fact = facts.get(name);
        if (fact == null) {
            throw new IllegalArgumentException("This server does not say its " + name);
        }
        return fact;
    }

    /// Where devices find it.
    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(fact("port")));
    }

    CpuTime cpu() {
        return CpuTime.of(process.toHandle());
    }

    /// Megabytes of heap that are in use after a collection.
    public double heap() throws IOException {
        var commands = process.outputWriter();
        commands.write(Serve.HEAP + "\n");
        commands.flush();
        return Long.parseLong(next(answers).getOrDefault(Serve.HEAP, "0")) / 1e6;
    }

    /// Lets it end, and makes it end when it does not.
    @Override
    public void close() throws IOException {
        process.outputWriter().close();
        try {
            if (process.waitFor(20, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
