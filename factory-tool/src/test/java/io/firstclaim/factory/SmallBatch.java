package io.firstclaim.factory;

import io.firstclaim.core.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/// A real batch of a few devices, made in a folder of a test.
public record SmallBatch(Path folder, MakerCa ca, Path caFolder) {
    /// When it was made.
    public static final Instant MADE_AT = Workshop.NOW;
    public static final Clock CLOCK = Workshop.CLOCK;
    public static final SecureRandom RANDOM = Workshop.RANDOM;
    private static final ResourceId ACCOUNT = ResourceId.parse("account", "0192a1b2c3d4e5f60718293a4b5c6d7e");

    /// A batch `batch` and its CA `maker`.
    public static SmallBatch make(Path folder, String... names) throws IOException {
        return make(folder, Workshop.ca(), names);
    }

    /// A batch of a CA below two others, of which the root is not shipped.
    public static SmallBatch makeBelowIntermediate(Path folder, String... names) throws IOException {
        Files.createDirectories(folder);
        return make(folder, Hierarchy.of(2).imported(folder, 1, 0), names);
    }

    private static SmallBatch make(Path folder, MakerCa ca, String... names) throws IOException {
        Files.createDirectories(folder);
        Path caFolder = folder.resolve("maker");
        ca.writeTo(caFolder);
        BatchOrder order = Workshop.firstToClaim(EndpointNames.listed(List.of(names)), Workshop.serverCa(folder));
        new ProvisionDevices(ca, CLOCK, RANDOM).provision(order, folder.resolve("batch"), ProvisioningProgress.SILENT);
        return new SmallBatch(folder.resolve("batch"), ca, caFolder);
    }

    /// Makes more devices in it, for an account.
    public void addPreAssigned(String... names) throws IOException {
        BatchOrder order = Workshop.firstToClaim(EndpointNames.listed(List.of(names)),
                Workshop.serverCa(folder.resolveSibling("maker")));
        new ProvisionDevices(ca, CLOCK, RANDOM).provision(
                new BatchOrder(order.names(), new Assignment.PreAssigned(ACCOUNT), order.bootstrapUri(),
                        order.serverCa(), order.product()),
                folder, ProvisioningProgress.SILENT);
    }

    public FinishedBatch read() {
        return FinishedBatch.read(folder);
    }

    public Path device(String name) {
        return folder.resolve("devices").resolve(name);
    }
}
