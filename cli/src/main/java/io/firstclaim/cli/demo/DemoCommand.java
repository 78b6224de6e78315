package io.firstclaim.cli.demo;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.Logging;
import io.firstclaim.cli.process.StopSignal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `demo`.
@Command(name = "demo", description = "Plays the whole story in a temporary folder, with real sockets and devices that are processes of "
        + "their own, and checks itself: ends with a table, and with 0 when all of it is right.", footer = {
                "%nExamples:", "  firstclaim demo", "  firstclaim demo --keep", "  firstclaim demo --json"})
public final class DemoCommand implements Callable<Integer> {
    private static final double MILLIS = 1000.0;

    private final Console console;

    @Option(names = "--keep", description = "Leave everything running afterwards, until Ctrl-C, and say how to go on.")
    private boolean keep;

    @Option(names = "--json", order = 800, description = "Print the table alone, as JSON.")
    private boolean json;

    public DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Logging.quiet();
        long start = System.nanoTime();
        Path folder = Files.createTempDirectory("firstclaim-demo-");
        DemoReport report = new DemoReport();
        DemoScreen screen = new DemoScreen(console, json);
        try (StopSignal stop = StopSignal.interrupting()) {
            screen.line("A core and a bootstrap edge run in this process, on free ports, in " + folder + ".");
            screen.line("Each device is a process of its own, and tries again " + DeviceProcess.HASTE
                    + " times faster than a real one.");
            screen.line("");
            try (DemoWorld world = DemoWorld.start(folder)) {
                new DemoStory(world, screen, report).play();
                conclude(screen, report, Duration.ofNanos(System.nanoTime() - start));
                if (keep) {
                    world.sayHowToGoOn(screen);
                    stop.await();
                }
            } catch (InterruptedException _) {
                console.note("stopping");
            } finally {
                delete(folder);
            }
        }
        return (report.isOk() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    private void conclude(DemoScreen screen, DemoReport report, Duration took) {
        if (json) {
            report.printJson(console, took);
            return;
        }
        screen.line("");
        report.printTable(console, screen);
        screen.line("");
        screen.line(String.format(Locale.ROOT, "%s in %.1f s.",
                report.isOk() ? "All as expected," : "NOT all as expected,", took.toMillis() / MILLIS));
    }

    private static void delete(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.deleteIfExists(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
