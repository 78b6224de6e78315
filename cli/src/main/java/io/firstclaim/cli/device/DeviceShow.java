package io.firstclaim.cli.device;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.simulator.DeviceOptions;
import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.DeviceView;
import io.firstclaim.simulator.SimulatedDevice;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `device show`.
@Command(name = "show", description = "Shows what a device knows of itself, and what stands on its display.", footer = {
        "%nExample:", "  firstclaim device show batch/devices/device-000001"})
public final class DeviceShow implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "The device: <batch>/devices/<endpoint name>.")
    private Path folder = Path.of("");

    @Option(names = "--json", order = 800, description = "Print JSON, for scripts.")
    private boolean json;

    /// What is shown, in the order of the lines.
    private record Shown(String endpointName, @Nullable String enrollmentId, boolean firstToClaim, String state,
            String bootstrapUri, @Nullable String accountId, @Nullable String serverUri, @Nullable String deviceId,
            String shown) {}

    public DeviceShow(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        DeviceRun.requireDevice(folder);
        try (SimulatedDevice device = DeviceRun.open(folder, DeviceOptions.of(DeviceProfile.PELION))) {
            DeviceView view = device.show();
            Shown shown = new Shown(view.endpointName(), view.enrollmentId(), view.firstToClaim(),
                    view.state().name().toLowerCase(Locale.ROOT).replace('_', '-'), view.bootstrapUri(),
                    view.accountId(), view.serverUri(), view.deviceId(), view.shown());
            if (json) {
                console.out().println(JsonLine.of(shown));
            } else {
                print(shown);
            }
            console.out().flush();
        }
    }

    private void print(Shown shown) {
        line("endpoint name", shown.endpointName());
        line("enrollment ID", shown.enrollmentId());
        line("made", shown.firstToClaim() ? "first-to-claim" : "for an account");
        line("state", shown.state());
        line("bootstrap URI", shown.bootstrapUri());
        line("account", shown.accountId());
        line("LwM2M server", shown.serverUri());
        line("device id", shown.deviceId());
        line("display", shown.shown());
    }

    private void line(String name, @Nullable String text) {
        console.out()
                .println(String.format(Locale.ROOT, "%-15s", name) + (text == null || text.isEmpty() ? "-" : text));
    }
}
