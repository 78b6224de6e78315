package io.firstclaim.cli.device;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.FolderLock;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.InvalidDeviceFolderException;
import io.firstclaim.simulator.SimulatedDevice;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A device that is powered on and watched. When the process ends, the device loses its power: it keeps its state and
/// tells nobody.
final class DeviceRun {
    /// Longer than any process lives.
    private static final Duration NO_LIMIT = Duration.ofDays(36_500);
    private static final String FACTORY_ITEMS = "device.properties";

    private final Console console;
    private final DeviceRunOptions options;

    DeviceRun(Console console, DeviceRunOptions options) {
        this.console = console;
        this.options = options;
    }

    /// Takes a device's folder for this process alone.
    static FolderLock lock(Path folder) {
        requireDevice(folder);
        return FolderLock.take(folder, "the device in " + folder + " is powered on in another process");
    }

    /// Refuses what is no device's folder.
    static void requireDevice(Path folder) {
        if (!Files.isRegularFile(folder.resolve(FACTORY_ITEMS))) {
            throw new CommandFailed(ExitCode.NOT_FOUND,
                    folder + " is not a device: expected <batch>/devices/<endpoint name>, as 'factory provision' writes");
        }
    }

    /// Opens a device that this process has locked.
    static SimulatedDevice open(Path folder, io.firstclaim.simulator.DeviceOptions behaviour) {
        try {
            return SimulatedDevice.open(folder, behaviour);
        } catch (InvalidDeviceFolderException broken) {
            throw new CommandFailed(ExitCode.FAILED, String.valueOf(broken.getMessage()), broken);
        }
    }

    /// Powers the device on and prints what happens to it.
    ExitCode run() {
        BlockingQueue<DeviceEvent> events = new LinkedBlockingQueue<>();
        try (FolderLock _ = lock(options.folder());
                SimulatedDevice device = open(options.folder(), options.behaviour())) {
            device.addListener(events::add);
            device.powerOn();
            return watch(events);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return ExitCode.FAILED;
        }
    }

    private ExitCode watch(BlockingQueue<DeviceEvent> events) throws InterruptedException {
        long end = System.nanoTime() + limit().toNanos();
        while (true) {
            DeviceEvent event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                throw new CommandFailed(ExitCode.FAILED, "the time is over");
            }
            print(DeviceEventLine.of(event));
            ExitCode outcome = outcome(event);
            if (outcome != null) {
                return outcome;
            }
        }
    }

    private Duration limit() {
        Duration limit = options.timeout();
        return limit == null ? NO_LIMIT : limit;
    }

    /// What the event ends the command with; null when the device goes on.
    private @Nullable ExitCode outcome(DeviceEvent event) {
        DeviceRunOptions.Until until = options.until();
        return switch (event) {
            case DeviceEvent.Registered _ when options.once() || until == DeviceRunOptions.Until.REGISTERED ->
                ExitCode.OK;
            case DeviceEvent.Registered _ when until == DeviceRunOptions.Until.REFUSED -> ExitCode.FAILED;
            case DeviceEvent.Refused _,DeviceEvent.Failed _,DeviceEvent.RegistrationRefused _ ->
                until == DeviceRunOptions.Until.REFUSED ? ExitCode.OK : options.once() ? ExitCode.FAILED : null;
            case DeviceEvent.GaveUp _ -> ExitCode.FAILED;
            case DeviceEvent.Deregistered _ -> ExitCode.OK;
            case DeviceEvent.Registered _,DeviceEvent.Bootstrapping _,DeviceEvent.Bootstrapped _,DeviceEvent.Registering _,DeviceEvent.Updated _,DeviceEvent.Waiting _,DeviceEvent.PoweredOff _ ->
                null;
        };
    }

    private void print(DeviceEventLine line) {
        console.out().println(options.json()
                ? JsonLine.of(line)
                : LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS) + "  " + line.words());
        console.out().flush();
    }
}
