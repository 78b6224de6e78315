package io.firstclaim.cli.factory;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.cli.process.StopSignal;
import io.firstclaim.core.ResourceId;
import io.firstclaim.factory.Assignment;
import io.firstclaim.factory.BatchOrder;
import io.firstclaim.factory.BootstrapUri;
import io.firstclaim.factory.EndpointNames;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.MakerCa;
import io.firstclaim.factory.Product;
import io.firstclaim.factory.ProvisionDevices;
import io.firstclaim.factory.ProvisionedDevice;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `factory provision`.
@Command(name = "provision", description = "Makes devices: key, certificate and configuration of each in a folder of its own, and "
        + "enrollments.csv for whoever will own them. Without --assign-to they are first-to-claim.", footer = {
                "%nExamples:",
                "  firstclaim factory provision batch --ca maker --server-ca data/server-ca.pem "
                        + "--bootstrap-uri coaps://localhost:5684 --count 10",
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

    @Option(names = "--count", paramLabel = "N", description = "How many devices to make. Default: 1.")
    private @Nullable Integer count;

    @Option(names = "--prefix", paramLabel = "TEXT", defaultValue = "device-", description = "What their endpoint names start with, before the number. Default: ${DEFAULT-VALUE}.")
    private String prefix = "";

    @Option(names = "--start", paramLabel = "N", defaultValue = "1", description = "The first number. Default: ${DEFAULT-VALUE}.")
    private int start;

    @Option(names = "--random", description = "Give them random endpoint names instead of numbered ones.")
    private boolean randomNames;

    @Option(names = "--name", paramLabel = "NAME", description = "Make a device of this endpoint name; repeatable.")
    private List<String> names = new ArrayList<>();

    @Option(names = "--assign-to", paramLabel = "ACCOUNT", description = "Assign them to this account in the factory, 32 hex characters.")
    private @Nullable String account;

    @Option(names = "--manufacturer", paramLabel = "TEXT", defaultValue = "Firstclaim", description = "Their manufacturer. Default: ${DEFAULT-VALUE}.")
    private String manufacturer = "";

    @Option(names = "--model", paramLabel = "TEXT", defaultValue = "Device", description = "Their model. Default: ${DEFAULT-VALUE}.")
    private String model = "";

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
        BatchOrder order = new BatchOrder(names(), assignment(),
                account == null ? new BootstrapUri(uri.host(), uri.port(), null) : uri, bootstrap.ca(),
                new Product(manufacturer, model));
        order.notes().forEach(console::note);
        try (StopSignal _ = StopSignal.interrupting()) {
            provision(order, clock);
        }
    }

    /// Ctrl-C ends it between two devices: those that are made by then are listed, which is said before the process ends.
    private void provision(BatchOrder order, Clock clock) {
        try {
            print(new ProvisionDevices(MakerCa.open(ca, clock), clock, random).provision(order, batch,
                    (_, done, total) -> console.progress(done + " of " + total)));
        } catch (FactoryException stopped) {
            if (!Thread.interrupted()) {
                throw stopped;
            }
            console.progress("");
            console.note(String.valueOf(stopped.getMessage()));
        }
    }

    private void print(List<ProvisionedDevice> made) {
        console.progress("");
        made.forEach(device -> console.out().println(json
                ? JsonLine.of(new MadeDevice(device.endpointName(), device.enrollmentId().toString(),
                        device.folder().toString()))
                : device.endpointName() + "  " + device.enrollmentId()));
        console.out().flush();
        console.note(made.size() + (made.size() == 1 ? " device in " : " devices in ") + batch.resolve("devices")
                + ", listed in " + batch.resolve("enrollments.csv"));
    }

    private Assignment assignment() {
        return account == null
                ? new Assignment.FirstToClaim()
                : new Assignment.PreAssigned(ResourceId.parse("--assign-to", account));
    }

    private EndpointNames names() {
        if (names.isEmpty()) {
            int wanted = count == null ? 1 : count;
            return randomNames ? EndpointNames.random(wanted, random) : EndpointNames.numbered(prefix, start, wanted);
        }
        if (count != null || randomNames) {
            throw new CommandFailed(ExitCode.USAGE,
                    "--name gives the devices one by one: --count and --random don't go "
                            + "with it");
        }
        return EndpointNames.listed(names);
    }
}
