package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.cli.process.StopSignal;
import io.firstclaim.core.ResourceId;
import io.firstclaim.factory.Assignment;
import io.firstclaim.factory.BatchOrder;
import io.firstclaim.factory.BootstrapUri;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.MakerCa;
import io.firstclaim.factory.Product;
import io.firstclaim.factory.ProvisionDevices;
import io.firstclaim.factory.ProvisionedDevice;
import io.firstclaim.factory.TestSeed;
import io.firstclaim.factory.form.OutputForm;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `factory provision`.
@Command(name = "provision", description = "Makes devices: key, certificate and configuration of each in a folder of its own, and "
        + "enrollments.csv for whoever will own them. Without --assign-to they are first-to-claim. "
        + "Whatever stops it, the same command again makes the devices that are missing.", footer = {
                "%nExamples:",
                "  firstclaim factory provision batch --ca maker --server-ca data/server-ca.pem "
                        + "--bootstrap-uri coaps://localhost:5684 --count 10",
                "  firstclaim factory provision batch --ca maker --from-server --random --count 100 --order 'PO 4711' "
                        + "--form pem,kcm",
                "  firstclaim factory provision batch --ca maker --from-server --name lab-a --name lab-b"})
public final class Provision implements Runnable {
    private final Console console;
    private final SecureRandom random = new SecureRandom();

    @Mixin
    private final BootstrapServerOptions server = new BootstrapServerOptions();

    @Parameters(paramLabel = "BATCH", description = "The folder of the batch, new or of the same CA.")
    private Path batch = Path.of("");

    @Option(names = "--ca", paramLabel = "FOLDER", required = true, description = "The maker's CA, as 'factory ca' wrote it.")
    private Path ca = Path.of("");

    @Mixin
    private final DeviceNameOptions names = new DeviceNameOptions();

    @Option(names = "--assign-to", paramLabel = "ACCOUNT", description = "Assign them to this account in the factory, 32 hex characters.")
    private @Nullable String account;

    @Option(names = "--manufacturer", paramLabel = "TEXT", defaultValue = "Firstclaim", description = "Their manufacturer. Default: ${DEFAULT-VALUE}.")
    private String manufacturer = "";

    @Option(names = "--model", paramLabel = "TEXT", defaultValue = "Device", description = "Their model. Default: ${DEFAULT-VALUE}.")
    private String model = "";

    @Option(names = "--form", paramLabel = "FORM", split = ",", description = "Write their files also as: pem, kcm (a bundle for the Pelion client), leshan, anjay (scripts for "
            + "their demo clients); repeatable. All have the der files, which the rest of firstclaim reads.")
    private List<OutputForm> forms = new ArrayList<>();

    @Option(names = "--order", paramLabel = "TEXT", description = "What to call this order, such as a purchase number: another one makes further devices even if the rest is the same.")
    private @Nullable String order;

    @Option(names = "--test-seed", paramLabel = "N", description = "FOR TESTS ONLY: make the same devices each time, with keys that everybody has. Needs a CA with one.")
    private @Nullable Long testSeed;

    @Option(names = "--json", order = 800, description = "Print each device as a line of JSON.")
    private boolean json;

    public Provision(Console console) {
        this.console = console;
    }

    /// One line of the JSON form.
    private record MadeDevice(String endpointName, String enrollmentIdentity, String folder) {}

    @Override
    public void run() {
        Clock clock = Clock.systemUTC();
        BootstrapServerOptions.BootstrapServer bootstrap = server.read(console, clock);
        BootstrapUri uri = bootstrap.uri();
        BatchOrder wanted = new BatchOrder(names.read(random), assignment(),
                account == null ? new BootstrapUri(uri.host(), uri.port(), null) : uri, bootstrap.ca(),
                new Product(manufacturer, model), Set.copyOf(forms), order,
                testSeed == null ? null : new TestSeed(testSeed));
        wanted.notes().forEach(console::note);
        try (StopSignal _ = StopSignal.interrupting()) {
            provision(wanted, clock);
        }
    }

    /// Ctrl-C ends it between two devices: those that are made by then are listed, which is said before the process ends.
    private void provision(BatchOrder wanted, Clock clock) {
        MakerCa maker = MakerCa.open(ca, clock);
        TestWarning.show(console, maker);
        ProvisionBar bar = new ProvisionBar(console, System::nanoTime);
        try {
            List<ProvisionedDevice> made = new ProvisionDevices(maker, clock, random).provision(wanted, batch, bar);
            console.progress("");
            print(made, bar.made());
        } catch (FactoryException stopped) {
            console.progress("");
            if (!Thread.interrupted()) {
                throw stopped;
            }
            console.note(String.valueOf(stopped.getMessage()));
        }
    }

    private void print(List<ProvisionedDevice> devices, int made) {
        devices.forEach(device -> console.out().println(json
                ? JsonLine.of(new MadeDevice(device.endpointName(), device.enrollmentId().toString(),
                        device.folder().toString()))
                : device.endpointName() + "  " + device.enrollmentId()));
        console.out().flush();
        String there = devices.size() + (devices.size() == 1 ? " device in " : " devices in ")
                + batch.resolve("devices") + ", listed in " + batch.resolve("enrollments.csv");
        if (made == 0) {
            console.note("nothing to do, this order was made before: " + there
                    + " (--order makes further devices of the same kind)");
        } else {
            console.note((made < devices.size() ? made + " more, now " : "") + there);
        }
    }

    private Assignment assignment() {
        return account == null
                ? new Assignment.FirstToClaim()
                : new Assignment.PreAssigned(ResourceId.parse("--assign-to", account));
    }
}
