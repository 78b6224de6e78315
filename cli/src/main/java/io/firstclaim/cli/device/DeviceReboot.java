package io.firstclaim.cli.device;

import io.firstclaim.cli.Console;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `device reboot`.
@Command(name = "reboot", description = "Powers a device on again, as after a power cut: it goes on with the state that it kept.", footer = {
        "%nExamples:", "  firstclaim device reboot batch/devices/device-000001",
        "  firstclaim device reboot batch/devices/device-000001 --profile standard --until registered"})
public final class DeviceReboot implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final DeviceRunOptions options = new DeviceRunOptions();

    public DeviceReboot(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return new DeviceRun(console, options).run().number();
    }
}
