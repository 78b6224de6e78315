package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What provisioning leaves when it refuses, fails or is cut short.
class BatchFolderTest {
    @TempDir
    Path folder;

    private final MakerCa ca = Workshop.ca();
    private Path batch = Path.of("");

    @BeforeEach
    void aBatch() {
        batch = folder.resolve("batch");
    }

    @Test
    void aDeviceThatExistsIsNotMadeAgainAndNothingElseIsMadeEither() throws IOException {
        make("a", "b");
        var before = Workshop.snapshot(batch);

        refuses("device \"b\" exists already in " + batch + "; expected new names, so nothing was made", "c", "b");

        assertThat(Workshop.snapshot(batch)).isEqualTo(before);
        make("c");
        assertThat(listed()).containsExactly("a", "b", "c");
    }

    @Test
    void aBatchIsOfOneCa() throws IOException {
        make("a");
        var before = Workshop.snapshot(batch);

        assertThatExceptionOfType(FactoryException.class)
                .isThrownBy(() -> new ProvisionDevices(Workshop.ca(), Workshop.CLOCK, Workshop.RANDOM)
                        .provision(order("b"), batch, ProvisioningProgress.SILENT))
                .withMessage(batch + " is a batch of another CA than CN=Acme Meters CA; expected a batch of this CA,"
                        + " or a new folder");

        assertThat(Workshop.snapshot(batch)).isEqualTo(before);
    }

    @Test
    void aCasFolderIsNoBatch() throws IOException {
        ca.writeTo(batch);
        var before = Workshop.snapshot(batch);

        refuses(batch + " holds a CA's key; expected a folder of its own for the batch", "a");

        assertThat(Workshop.snapshot(batch)).isEqualTo(before);
    }

    @Test
    void devicesOfUnknownOriginAreLeftAlone() throws IOException {
        make("a");
        Files.delete(batch.resolve("ca.pem"));
        refuses(batch + " has devices but no ca.pem; expected a batch, or a new folder", "b");
    }

    @Test
    void aFolderThatIsNoDevicesStopsTheRunBeforeAnythingIsMade() throws IOException {
        make("a");
        Path foreign = Files.createDirectory(batch.resolve("devices/letters"));

        refuses("cannot read " + foreign.resolve("bootstrap-device-cert.der") + ": no such file or folder", "b");

        assertThat(batch.resolve("devices/b")).doesNotExist();
        Files.delete(foreign);
        make("b");
        assertThat(listed()).containsExactly("a", "b");
    }

    @Test
    void aCertificateThatIsTooLargeIsRefusedBeforeThereIsABatch() throws IOException {
        MakerCa wordy = MakerCa.create(new CaOrder("\uD83D\uDD0C".repeat(64), "\uD83D\uDD0C".repeat(64), 30),
                Workshop.CLOCK,
                Workshop.RANDOM);
        ProvisionDevices floor = new ProvisionDevices(wordy, Workshop.CLOCK, Workshop.RANDOM);
        boolean refused = false;
        int largest = 0;
        for (int length = 64; length <= 128 && !refused; length++) {
            String name = "\u96FB".repeat(length - 64) + "x".repeat(128 - length);
            Path place = folder.resolve("batch-" + length);
            try {
                var device = floor.provision(order(name), place, ProvisioningProgress.SILENT).getFirst();
                largest = (int) Files.size(device.folder().resolve("bootstrap-device-cert.der"));
                assertThat(largest).isLessThanOrEqualTo(1024);
            } catch (FactoryException e) {
                refused = true;
                assertThat(e).hasMessageContaining("bytes; devices take at most 1024: expected a shorter");
                assertThat(place).doesNotExist();
            }
        }
        assertThat(refused).isTrue();
        assertThat(largest).isBetween(1024 - 12, 1024);
    }

    @Test
    void aListThatCouldNotBeUploadedIsRefusedBeforeThereIsABatch() throws IOException {
        int header = "enrollment_identity,endpoint_name\n".length();
        int most = (EnrollmentList.MAX_BYTES - header) / (97 + 4 + 32);
        EnrollmentList empty = new EnrollmentList();
        EndpointNames tooMany = EndpointNames.random(most + 1, Workshop.RANDOM);

        empty.requireRoomFor(EndpointNames.random(most, Workshop.RANDOM), batch);
        assertThatExceptionOfType(FactoryException.class)
                .isThrownBy(() -> floor().provision(Workshop.firstToClaim(tooMany, Workshop.serverCa(folder)), batch,
                        ProvisioningProgress.SILENT))
                .withMessageContaining("bytes and a bulk upload takes 10000000; expected fewer devices");

        assertThat(batch).doesNotExist();
        tooMany.names().stream().limit(most).forEach(name -> empty.add(name.endpointName(),
                EnrollmentId.ofCertificate(name.endpointName().getBytes(StandardCharsets.UTF_8))));
        assertThat(empty.csv()).hasSizeBetween(EnrollmentList.MAX_BYTES - 3 * most, EnrollmentList.MAX_BYTES);
    }

    @Test
    void oneProcessAtATimeWorksOnABatch() throws IOException {
        try (BatchFolder held = BatchFolder.open(batch, ca, order("a"))) {
            refuses(batch + " is in use: another run makes devices there", "a");
            held.writeEnrollments();
        }
        make("a");
        assertThat(listed()).containsExactly("a");
    }

    @Test
    void anotherProcessIsKeptOutToo() throws Exception {
        Path caFolder = folder.resolve("ca");
        ca.writeTo(caFolder);
        BatchOrder same = OtherFactory.order(folder, 2);
        try (OtherFactory other = OtherFactory.holding(batch, caFolder, 2)) {
            assertThat(other).returns(true, OtherFactory::isAlive);
            assertThatExceptionOfType(FactoryException.class)
                    .isThrownBy(() -> floor().provision(same, batch, ProvisioningProgress.SILENT))
                    .withMessage(batch + " is in use: another run makes devices there");
        }
        floor().provision(same, batch, ProvisioningProgress.SILENT);
        assertThat(listed()).containsExactly("meter-000001", "meter-000002");
    }

    @Test
    void whatAKilledRunLeftIsPutRightByTheNext() throws IOException {
        make("a", "b");
        Files.writeString(batch.resolve("enrollments.csv"), "enrollment_identity,endpoint_name\n");
        Path half = Files.createDirectories(batch.resolve(".making/17"));
        Files.writeString(half.resolve("bootstrap-device-key.der"), "half");

        make("c");

        assertThat(listed()).containsExactly("a", "b", "c");
        assertThat(batch.resolve(".making")).doesNotExist();
    }

    @Test
    void devicesThatWereTakenAwayStopANewOrderWhichWouldLoseTheirIds() throws IOException {
        make("a", "b", "c");
        Path shipped = Files.move(batch.resolve("devices/b"), folder.resolve("b"));
        var before = Workshop.snapshot(batch);

        refuses(takenAway("b"), "d");
        assertThat(Workshop.snapshot(batch)).isEqualTo(before);
        refuses(takenAway("b"), "b");

        Files.move(shipped, batch.resolve("devices/b"));
        make("d");
        assertThat(listed()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void devicesThatWereTakenAwayFromAnUnfinishedOrderAreNotMadeASecondTime() throws IOException {
        BatchOrder order = OtherFactory.order(folder, 200);
        assertThatExceptionOfType(FactoryException.class)
                .isThrownBy(() -> slowFloor().provision(order, batch, interruptAfter(2)));
        assertThat(Thread.interrupted()).isTrue();
        int made = listed().size();
        Path shipped = Files.move(batch.resolve("devices/meter-000001"), folder.resolve("shipped"));
        var before = Workshop.snapshot(batch);

        assertThatExceptionOfType(FactoryException.class)
                .isThrownBy(() -> floor().provision(order, batch, ProvisioningProgress.SILENT))
                .withMessage(takenAway("meter-000001"));

        assertThat(Workshop.snapshot(batch)).isEqualTo(before);
        Files.move(shipped, batch.resolve("devices/meter-000001"));
        List<Integer> counts = new ArrayList<>();
        floor().provision(order, batch, (device, done, total) -> counts.add(done));
        assertThat(counts).hasSize(200 - made);
        assertThat(listed()).hasSize(200);
    }

    private String takenAway(String name) {
        return batch.resolve("enrollments.csv") + " lists the device \"" + name + "\", which has no folder in "
                + batch.resolve("devices")
                + "; expected the folders of all listed devices back there, or a new folder for the batch";
    }

    @Test
    void aRunThatFailsHalfWayKeepsAndListsWhatItMadeAndGoesOnOnceThatIsPutRight() throws IOException {
        BatchOrder order = OtherFactory.order(folder, 200);
        Path obstacle = batch.resolve("devices/meter-000150");

        assertThatExceptionOfType(FactoryException.class)
                .isThrownBy(() -> slowFloor().provision(order, batch, (device, done, total) -> occupy(obstacle)))
                .withMessageStartingWith("cannot create " + obstacle + ": ")
                .withMessageEndingWith("; 149 of 200 devices are complete, and once that is put right the same command"
                        + " again makes the rest");

        assertThat(listed()).hasSize(149).endsWith("meter-000149");
        assertThat(batch.resolve(".making")).doesNotExist();
        var before = Files.readAllLines(batch.resolve("enrollments.csv"));
        Files.delete(obstacle.resolve("letter.txt"));
        Files.delete(obstacle);
        floor().provision(order, batch, ProvisioningProgress.SILENT);
        assertThat(Files.readAllLines(batch.resolve("enrollments.csv"))).hasSize(201).startsWith(
                before.toArray(String[]::new));
    }

    @Test
    void anInterruptedRunKeepsAndListsWhatItMadeAndGoesOn() throws IOException {
        BatchOrder order = OtherFactory.order(folder, 200);
        assertThatExceptionOfType(FactoryException.class)
                .isThrownBy(() -> slowFloor().provision(order, batch, interruptAfter(2)))
                .withMessageMatching(
                        "interrupted after \\d{1,2} of 200 devices; those are complete and listed, the same"
                                + " command again makes the rest");

        assertThat(Thread.interrupted()).isTrue();
        int made = listed().size();
        assertThat(made).isBetween(2, 20);
        assertThat(batch.resolve(".making")).doesNotExist();
        List<Integer> counts = new ArrayList<>();
        floor().provision(order, batch, (device, done, total) -> counts.add(done));
        assertThat(counts).isEqualTo(IntStream.rangeClosed(made + 1, 200).boxed().toList());
        assertThat(listed()).hasSize(200);
    }

    @Test
    void anInterruptAfterTheLastDeviceIsTheCallersAffair() throws IOException {
        floor().provision(order("a", "b"), batch, interruptAfter(2));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(listed()).containsExactly("a", "b");
    }

    @Test
    void aFileInThePlaceOfTheBatchIsLeftAlone() throws IOException {
        Files.writeString(batch, "a file");

        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> make("a"));

        assertThat(batch).hasContent("a file");
    }

    private static ProvisioningProgress interruptAfter(int devices) {
        return (device, done, total) -> {
            if (done == devices) {
                Thread.currentThread().interrupt();
            }
        };
    }

    private static void occupy(Path place) {
        try {
            Files.createDirectories(place);
            Files.writeString(place.resolve("letter.txt"), "dear");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// One thread, which is never far ahead.
    private ProvisionDevices slowFloor() {
        return new ProvisionDevices(ca, Workshop.CLOCK, Workshop.RANDOM, 1);
    }

    private ProvisionDevices floor() {
        return new ProvisionDevices(ca, Workshop.CLOCK, Workshop.RANDOM, 2);
    }

    private BatchOrder order(String... names) throws IOException {
        return Workshop.firstToClaim(EndpointNames.listed(List.of(names)), Workshop.serverCa(folder));
    }

    private void make(String... names) throws IOException {
        floor().provision(order(names), batch, ProvisioningProgress.SILENT);
    }

    private void refuses(String message, String... names) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> make(names)).withMessage(message);
    }

    private List<String> listed() throws IOException {
        return Files.readAllLines(batch.resolve("enrollments.csv"), StandardCharsets.UTF_8).stream().skip(1)
                .map(line -> line.substring(line.indexOf(',') + 1)).toList();
    }
}
