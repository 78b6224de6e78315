package io.firstclaim.cli.demo;

import io.firstclaim.core.ResourceId;
import io.firstclaim.factory.Assignment;
import io.firstclaim.factory.BatchOrder;
import io.firstclaim.factory.BootstrapUri;
import io.firstclaim.factory.CaOrder;
import io.firstclaim.factory.EndpointNames;
import io.firstclaim.factory.MakerCa;
import io.firstclaim.factory.Product;
import io.firstclaim.factory.ProvisionDevices;
import io.firstclaim.factory.ProvisionedDevice;
import io.firstclaim.factory.ProvisioningProgress;
import io.firstclaim.factory.ServerCa;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;

/// A maker of devices: its CA and its factory floor, in a folder.
final class DemoMaker {
    private final String name;
    private final Path folder;
    private final Path serverCa;
    private final SecureRandom random = new SecureRandom();
    private final MakerCa ca;

    private DemoMaker(String name, Path folder, Path serverCa) {
        this.name = name;
        this.folder = folder;
        this.serverCa = serverCa;
        this.ca = MakerCa.create(CaOrder.named(name + " CA"), Clock.systemUTC(), random);
    }

    /// Founds it.
    ///
    /// @param serverCa the CA file of the servers that its devices will go to
    static DemoMaker found(String name, Path folder, Path serverCa) {
        DemoMaker maker = new DemoMaker(name, folder, serverCa);
        maker.ca.writeTo(folder.resolve("ca"));
        return maker;
    }

    String name() {
        return name;
    }

    MakerCa ca() {
        return ca;
    }

    String certificatePem() {
        try {
            return Files.readString(folder.resolve("ca").resolve("ca.pem"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Makes first-to-claim devices of these names.
    List<ProvisionedDevice> make(BootstrapUri server, List<String> names) {
        return make(server, names, new Assignment.FirstToClaim());
    }

    /// Makes a device for an account.
    ProvisionedDevice makeFor(BootstrapUri server, String endpointName, DemoAccount owner) {
        return make(server, List.of(endpointName),
                new Assignment.PreAssigned(ResourceId.parse("account", owner.id()))).getFirst();
    }

    private List<ProvisionedDevice> make(BootstrapUri server, List<String> names, Assignment assignment) {
        BatchOrder order = new BatchOrder(EndpointNames.listed(names), assignment, server,
                ServerCa.read(serverCa, Clock.systemUTC()), new Product(name, "Meter"));
        return new ProvisionDevices(ca, Clock.systemUTC(), random).provision(order, folder.resolve("batch"),
                ProvisioningProgress.SILENT);
    }
}
