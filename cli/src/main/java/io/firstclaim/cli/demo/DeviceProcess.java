package io.firstclaim.cli.demo;

import io.firstclaim.cli.Firstclaim;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.cli.device.DeviceEventLine;
import io.firstclaim.simulator.DeviceProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A device that is switched on: a process of its own that runs `firstclaim device power-on`.
final class DeviceProcess implements AutoCloseable {
    /// How many times faster than a real device it tries again.
    static final int HASTE = 24;
    private static final double REAL_RETRY_SECONDS = 12;

    private static final DeviceEventLine ENDED = DeviceEventLine.ended();
    private static final List<String> JVM = List.of("--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Xshare:auto", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
            "-Xmx128m");

    private final String name;
    private final Process process;
    private final Thread killer;
    private final BlockingQueue<DeviceEventLine> events = new LinkedBlockingQueue<>();

    private DeviceProcess(String name, Process process) {
        this.name = name;
        this.process = process;
        this.killer = new Thread(process::destroyForcibly, "power-cut-" + name);
        Runtime.getRuntime().addShutdownHook(killer);
        Thread.ofVirtual().name("watch-" + name).start(this::read);
    }

    /// Switches a device on.
    ///
    /// @param folder what the factory made of it
    static DeviceProcess powerOn(Path folder, DeviceProfile profile) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Firstclaim.class.getName(), "device",
                "power-on", folder.toString(), "--profile", profile.toString(), "--json", "--retry-base",
                String.valueOf(REAL_RETRY_SECONDS / HASTE)));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("power-on.log").toFile())).start();
            return new DeviceProcess(folder.getFileName().toString(), process);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            lines.lines().map(line -> JsonLine.read(line, DeviceEventLine.class)).forEach(events::add);
        } catch (IOException | UncheckedIOException _) {
            // Its power was cut in the middle of a line: it ended, and says no more.
            events.add(ENDED);
            return;
        }
        events.add(ENDED);
    }

    /// The device's endpoint name, which is its folder's.
    String name() {
        return name;
    }

    /// Waits until it begins another bootstrap, from now on.
    ///
    /// @throws SceneFailed when it does not in time, or the device ends
    void awaitNextBootstrap(Duration limit) throws InterruptedException {
        events.clear();
        await(event -> event.event().equals("bootstrapping"), limit);
    }

    /// Waits for an event, past those that came before.
    ///
    /// @throws SceneFailed when it does not come in time, or the device ends
    DeviceEventLine await(Predicate<DeviceEventLine> wanted, Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        String last = "nothing";
        while (true) {
            DeviceEventLine event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new SceneFailed(last + ", then nothing in " + limit.toSeconds() + " s");
            }
            if (event.equals(ENDED)) {
                throw new SceneFailed(last + ", then it ended");
            }
            if (wanted.test(event)) {
                return event;
            }
            last = event.words();
        }
    }

    /// Cuts the power.
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        try {
            Runtime.getRuntime().removeShutdownHook(killer);
        } catch (IllegalStateException _) {
            // The demonstration is being ended from outside: the hook has run, or will, and does no harm.
            return;
        }
    }
}
