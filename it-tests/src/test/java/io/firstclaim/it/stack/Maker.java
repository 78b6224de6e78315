package io.firstclaim.it.stack;

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
import io.firstclaim.simulator.DeviceProfile;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;

/// A factory: a CA and the floor on which devices are made, each call into a batch of its own.
public final class Maker {
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Installation stack;
    private final String name;
    private final Path folder;
    private final MakerCa ca;
    private int batches;

    /// @param folder for what it makes
    public Maker(Installation stack, String name, Path folder) {
        this.stack = stack;
        this.name = name;
        this.folder = folder;
        this.ca = MakerCa.create(CaOrder.named(name), Clock.systemUTC(), RANDOM);
    }

    /// Makes a first-to-claim device with the Pelion client.
    public Meter makes(String endpointName) {
        return makes(endpointName, DeviceProfile.PELION);
    }

    /// Makes a first-to-claim device.
    public Meter makes(String endpointName, DeviceProfile profile) {
        return make(List.of(endpointName), new Assignment.FirstToClaim(), profile).getFirst();
    }

    /// Makes first-to-claim devices with the Pelion client.
    public List<Meter> makesAll(List<String> endpointNames) {
        return make(endpointNames, new Assignment.FirstToClaim(), DeviceProfile.PELION);
    }

    /// Makes a batch of devices, and gives what the factory notes of each.
    public List<ProvisionedDevice> makesBatch(List<String> endpointNames, Assignment assignment) {
        return provision(endpointNames, assignment);
    }

    /// Makes a device that belongs to an account from the start.
    public Meter makesFor(Tenant owner, String endpointName, DeviceProfile profile) {
        return make(List.of(endpointName), new Assignment.PreAssigned(ResourceId.parse("aid", owner.id())), profile)
                .getFirst();
    }

    private List<Meter> make(List<String> names, Assignment assignment, DeviceProfile profile) {
        return provision(names, assignment).stream().map(device -> Meter.of(stack, device, profile)).toList();
    }

    private List<ProvisionedDevice> provision(List<String> names, Assignment assignment) {
        batches++;
        BatchOrder order = new BatchOrder(EndpointNames.listed(names), assignment,
                BootstrapUri.parse(stack.bootstrapUri()), ServerCa.read(stack.serverCaFile(), Clock.systemUTC()),
                new Product("Acme", "Meter 3"));
        return new ProvisionDevices(ca, Clock.systemUTC(), RANDOM).provision(order,
                folder.resolve("batch-" + batches), ProvisioningProgress.SILENT);
    }

    /// What the CA is called, and the tenants' certificates of it.
    public String name() {
        return name;
    }

    /// The CA's certificate.
    public X509Certificate certificate() {
        return ca.certificate();
    }

    /// The CA's certificate as it is uploaded.
    public String certificatePem() {
        return Pems.of(ca.certificate());
    }

    /// The proof that an account holds the CA's key.
    public String signatureFor(String accountId) {
        return ca.signatureFor(ResourceId.parse("aid", accountId));
    }
}
