package io.firstclaim.cli.device;

import io.firstclaim.cli.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `device power-on`.
@Command(name = "power-on", description = "Powers a device on: it bootstraps, registers, and tries again by itself, as the real client of its profile does. Each thing that happens is a line.", footer = {
        "%nExamples:", "  firstclaim device power-on batch/devices/device-000001",
        "  firstclaim device power-on batch/devices/device-000001 --profile standard --until registered"})
public final class DevicePowerOn implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final DeviceRunOptions options = new DeviceRunOptions();

    public DevicePowerOn(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new DeviceRun(console, options).run().number();
    }
}
