package io.firstclaim.cli.device;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.FolderLock;
import io.firstclaim.simulator.DeviceOptions;
import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.SimulatedDevice;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `device factory-reset`.
@Command(name = "factory-reset", description = "Returns a device that is off to what the factory made: no credentials and no account. The first "
        + "step of its next owner.", footer = {"%nExample:",
                "  firstclaim device factory-reset batch/devices/device-000001"})
public final class DeviceReset implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "The device: <batch>/devices/<endpoint name>.")
    private Path folder = Path.of("");

    public DeviceReset(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (FolderLock _ = DeviceRun.lock(folder);
                SimulatedDevice device = DeviceRun.open(folder, DeviceOptions.of(DeviceProfile.PELION))) {
            device.factoryReset();
            console.out().println(device.show().endpointName() + " is as the factory made it");
            console.out().flush();
        }
    }
}
