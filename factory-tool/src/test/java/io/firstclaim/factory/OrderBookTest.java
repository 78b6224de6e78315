package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firstclaim.core.ResourceId;
import io.firstclaim.factory.form.OutputForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a batch remembers of its orders.
class OrderBookTest {
    private static final EndpointNames NAMES = EndpointNames.numbered("meter-", 1, 3);
    private static final ResourceId ACCOUNT = ResourceId.parse("account", "0192a1b2c3d4e5f60718293a4b5c6d7e");

    @TempDir
    Path folder;

    private final MakerCa ca = Workshop.ca();
    private Path batch = Path.of("");

    @BeforeEach
    void aBatch() {
        batch = folder.resolve("batch");
    }

    @Test
    void anOrderThatIsDoneMakesNothingMoreAndGivesItsDevicesAgain() throws IOException {
        List<ProvisionedDevice> made = provision(order(NAMES));
        var before = Workshop.snapshot(batch);
        List<ProvisionedDevice> told = new ArrayList<>();

        List<ProvisionedDevice> again = floor().provision(order(NAMES), batch, (device, done, total) -> told
                .add(device));

        assertThat(again).isEqualTo(made).hasSize(3);
        assertThat(told).isEmpty();
        assertThat(Workshop.snapshot(batch)).isEqualTo(before);
    }

    @Test
    void anUnfinishedOrderIsFinishedBeforeAnother() throws IOException {
        begin(order(NAMES));

        refuses(order(EndpointNames.numbered("meter-", 4, 3)), batch
                + " has an order that is not finished, and this is another: start is \"4\" and was \"1\"; expected the"
                + " same order again, or a new folder");
        refuses(order(EndpointNames.listed(List.of("a"))), "prefix is none and was \"meter-\", start is none and was"
                + " \"1\", count is \"1\" and was \"3\", names is \"a\" and was none");

        assertThat(provision(order(NAMES))).hasSize(3);
        assertThat(provision(order(EndpointNames.numbered("meter-", 4, 3)))).hasSize(3);
    }

    @Test
    void everyDifferenceToAnUnfinishedOrderIsNamed() throws IOException {
        begin(order(NAMES));
        differencesAreNamed(batch + " has an order that is not finished, and this is another: ");
        assertThat(provision(order(NAMES))).hasSize(3);
        differencesAreNamed(batch + " has an order for these names, and this is another: ");
    }

    private void differencesAreNamed(String start) throws IOException {
        ServerCa server = Workshop.serverCa(folder);
        Path other = Files.createDirectories(folder.resolve("other"));
        Assignment anybody = new Assignment.FirstToClaim();
        refuses(order(EndpointNames.numbered("meter-", 1, 4)), start + "count is \"4\" and was \"3\"; expected");
        refuses(new BatchOrder(NAMES, anybody, BootstrapUri.parse("coaps://x:1"), server, Workshop.PRODUCT),
                start + "bootstrap uri is \"coaps://x:1\" and was \"coaps://boot.example.com:5684\"; expected");
        refuses(new BatchOrder(NAMES, new Assignment.PreAssigned(ACCOUNT), Workshop.URI, server, Workshop.PRODUCT),
                "assignment is \"account " + ACCOUNT + "\" and was \"first to claim\", bootstrap uri is");
        refuses(new BatchOrder(NAMES, anybody, Workshop.URI, Workshop.serverCa(other), Workshop.PRODUCT),
                start + "server ca is \"SHA-256 ");
        refuses(new BatchOrder(NAMES, anybody, Workshop.URI, server, new Product("Acme", "Meter 4")),
                start + "model is \"Meter 4\" and was \"Meter 3\"; expected");
        refuses(more(NAMES, Set.of(OutputForm.PEM), null),
                start + "forms is \"der, pem\" and was \"der\"; expected");
        refuses(more(NAMES, Set.of(), "second"), start + "order is \"second\" and was none; expected");
    }

    @Test
    void randomNamesAreRememberedWhenTheOrderGoesOn() throws IOException {
        EndpointNames names = EndpointNames.random(5, Workshop.RANDOM);
        begin(order(names));

        List<ProvisionedDevice> made = provision(order(EndpointNames.random(5, Workshop.RANDOM)));

        assertThat(made).extracting(ProvisionedDevice::endpointName)
                .isEqualTo(names.names().stream().map(DeviceName::endpointName).toList());
        assertThat(provision(order(EndpointNames.random(5, Workshop.RANDOM)))).isEqualTo(made);
        assertThat(provision(order(EndpointNames.random(6, Workshop.RANDOM)))).doesNotContainAnyElementsOf(made);
    }

    @Test
    void aDeviceWithTheNameRandomIsNotOneWithARandomName() throws IOException {
        List<ProvisionedDevice> listed = provision(order(EndpointNames.listed(List.of("random"))));

        List<ProvisionedDevice> random = provision(order(EndpointNames.random(1, Workshop.RANDOM)));

        assertThat(random).hasSize(1).doesNotContainAnyElementsOf(listed);
        assertThat(provision(order(EndpointNames.listed(List.of("random"))))).isEqualTo(listed);
    }

    @Test
    void aLabelTellsOrdersForTheSameApart() throws IOException {
        Set<ProvisionedDevice> first = Set.copyOf(provision(more(random(), Set.of(), "PO 1")));
        Set<ProvisionedDevice> second = Set.copyOf(provision(more(random(), Set.of(), "PO 2")));

        assertThat(first).doesNotContainAnyElementsOf(second);
        assertThat(Set.copyOf(provision(more(random(), Set.of(), "PO 1")))).isEqualTo(first);
        refuses(more(EndpointNames.random(3, Workshop.RANDOM), Set.of(), "PO 1"),
                batch + " has an order of this label, and this is another: count is \"3\" and was \"2\"; expected");
    }

    @Test
    void devicesThatWereTakenAwayAfterwardsAreNotMadeAgain() throws IOException {
        provision(order(NAMES));
        Files.move(batch.resolve("devices/meter-000002"), folder.resolve("sold"));
        var before = Workshop.snapshot(batch);

        refuses(order(NAMES),
                "this order of " + batch + " was finished, and 1 of its 3 devices are no longer there, the"
                        + " first of them \"meter-000002\"; no device is made twice, so nothing was made");

        assertThat(Workshop.snapshot(batch)).isEqualTo(before);
    }

    @Test
    void whatIsNoOrdersIsRefused() throws IOException {
        provision(order(NAMES));
        for (String broken : List.of("", "{", "{\"orders\":7}", "{\"orders\":[{\"finished\":true}]}",
                "{}", "{\"orders\":[null]}", "{\"orders\":[{\"terms\":{},\"random_names\":[null]}]}")) {
            Files.writeString(batch.resolve("orders.json"), broken);
            refuses(order(NAMES), batch.resolve("orders.json") + " is not the orders of a batch: ");
            assertThatExceptionOfType(FactoryException.class).as(broken).isThrownBy(() -> FinishedBatch.read(batch));
        }
    }

    /// Leaves the order begun, as a run does that is killed before its first device.
    private void begin(BatchOrder order) {
        try (BatchFolder open = BatchFolder.open(batch, ca, order)) {
            assertThat(open.missing()).isEqualTo(order.names().names());
        }
    }

    private static EndpointNames random() {
        return EndpointNames.random(2, Workshop.RANDOM);
    }

    private BatchOrder order(EndpointNames names) throws IOException {
        return Workshop.firstToClaim(names, Workshop.serverCa(folder));
    }

    private BatchOrder more(EndpointNames names, Set<OutputForm> forms, @Nullable String label) throws IOException {
        return new BatchOrder(names, new Assignment.FirstToClaim(), Workshop.URI, Workshop.serverCa(folder),
                Workshop.PRODUCT, forms, label, null);
    }

    private ProvisionDevices floor() {
        return new ProvisionDevices(ca, Workshop.CLOCK, Workshop.RANDOM, 2);
    }

    private List<ProvisionedDevice> provision(BatchOrder order) {
        return floor().provision(order, batch, ProvisioningProgress.SILENT);
    }

    private void refuses(BatchOrder order, String message) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> provision(order))
                .withMessageContaining(message);
    }
}
