package io.firstclaim.factory.shipping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.SmallBatch;
import io.firstclaim.factory.label.LabelProgress;
import io.firstclaim.factory.shipping.Manifest.DeviceCounts;
import io.firstclaim.factory.shipping.Manifest.ProductMark;
import io.firstclaim.factory.shipping.Manifest.ShippedFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackBundleTest {
    @TempDir
    private Path folder = Path.of("");

    private SmallBatch batch() throws IOException {
        return SmallBatch.make(folder.resolve("factory"), "meter-1", "Größe 名前", "meter-2");
    }

    private Path target() {
        return folder.resolve("bundle.zip");
    }

    private byte[] file(String name) throws IOException {
        return Objects.requireNonNull(Bundles.unzip(target()).get(name), name);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void theBuyerGetsEverythingInAFixedOrder() throws IOException {
        Bundles.pack(batch(), target(), false);
        assertThat(Bundles.unzip(target()).keySet()).containsExactly("README.txt", "ca.pem", "enrollments.csv",
                "sheet-a4.pdf", "labels/000001-Gr_e_.png", "labels/000002-meter-1.png", "labels/000003-meter-2.png",
                "labels/000001-Gr_e_.svg", "labels/000002-meter-1.svg", "labels/000003-meter-2.svg", "manifest.json",
                "manifest.json.p7s");
    }

    @Test
    void theManifestSaysWhatTheBatchIs() throws IOException {
        SmallBatch batch = batch();
        Manifest manifest = Bundles.pack(batch, target(), false);
        assertThat(ManifestJson.read(file("manifest.json"))).isEqualTo(manifest);
        assertThat(manifest.batch()).isEqualTo("Meters of week 47");
        assertThat(manifest.created()).isEqualTo("2026-11-23T10:00:00Z");
        assertThat(manifest.tool()).isEqualTo("Firstclaim test");
        assertThat(manifest.testOnly()).isFalse();
        assertThat(manifest.devices()).isEqualTo(new DeviceCounts(3, 3, 0));
        assertThat(manifest.products()).containsExactly(new ProductMark("Acme", "Meter 3"));
        assertThat(manifest.ca().subject()).isEqualTo("CN=Acme Meters CA");
        assertThat(manifest.ca().sha256()).isEqualTo(Fingerprint.of(batch.ca().certificate()).colonHex());
    }

    @Test
    void theManifestListsEveryOtherFileAsItIs() throws IOException {
        Manifest manifest = Bundles.pack(batch(), target(), false);
        Map<String, byte[]> files = Bundles.unzip(target());
        assertThat(manifest.files()).map(ShippedFile::path).containsExactlyElementsOf(
                files.keySet().stream().filter(name -> !name.startsWith("manifest.json")).toList());
        assertThat(manifest.files()).allSatisfy(file -> {
            byte[] content = Objects.requireNonNull(files.get(file.path()));
            assertThat(file.size()).isEqualTo(content.length);
            assertThat(file.sha256()).isEqualTo(Fingerprint.ofCertificate(content).hex());
        });
    }

    @Test
    void twoBundlesOfABatchDifferInTheSignatureOnly() throws IOException {
        SmallBatch batch = batch();
        Bundles.pack(batch, target(), false);
        Path second = folder.resolve("second.zip");
        Bundles.pack(batch, second, false);
        Map<String, byte[]> one = Bundles.unzip(target());
        Map<String, byte[]> two = Bundles.unzip(second);
        assertThat(one.remove("manifest.json.p7s")).isNotEqualTo(two.remove("manifest.json.p7s"));
        assertThat(one).containsExactlyEntriesOf(two);
        try (ZipFile zip = new ZipFile(target().toFile())) {
            assertThat(zip.stream().map(ZipEntry::getTimeLocal).map(Object::toString).distinct())
                    .containsExactly("2026-11-23T10:00");
        }
    }

    @Test
    void theReadmeTellsTheBuyerWhatToDo() throws IOException {
        SmallBatch batch = batch();
        Bundles.pack(batch, target(), false);
        assertThat(new String(file("README.txt"), StandardCharsets.UTF_8)).contains(
                "3 devices of the batch 'Meters of week 47'", "firstclaim factory verify",
                "firstclaim trust add ca.pem --enrollment-mode", "firstclaim enroll add --csv enrollments.csv",
                Fingerprint.of(batch.ca().certificate()).colonHex())
                .doesNotContain("TESTS ONLY", "ca-chain.pem", "for an account");
    }

    @Test
    void devicesThatWereMadeForAnAccountAreShippedButNotListed() throws IOException {
        SmallBatch batch = batch();
        batch.addPreAssigned("assigned-1");
        Manifest manifest = Bundles.pack(batch, target(), false);
        assertThat(manifest.devices()).isEqualTo(new DeviceCounts(4, 3, 1));
        assertThat(Files.readString(batch.folder().resolve("enrollments.csv"))).contains(",assigned-1");
        assertThat(new String(file("enrollments.csv"), StandardCharsets.UTF_8)).hasLineCount(4)
                .contains(",meter-1", ",meter-2", ",Größe 名前").doesNotContain("assigned-1");
        assertThat(Bundles.unzip(target())).containsKey("labels/000002-assigned-1.png");
        assertThat(new String(file("README.txt"), StandardCharsets.UTF_8)).contains("2. CLAIM THE DEVICES",
                "1 of the devices was made for an account already", "are not in enrollments.csv: don't list them.");
        assertThat(new VerifyShipment(VerifyShipment.Progress.SILENT).verify(target(), null).problems()).isEmpty();
    }

    @Test
    void aBatchThatWasAllMadeForAccountsHasNothingToClaim() throws IOException {
        SmallBatch batch = SmallBatch.make(folder.resolve("factory"), "meter-1");
        Path items = batch.device("meter-1").resolve("device.properties");
        Files.writeString(items, Files.readString(items).replace("FirstToClaim=1", "FirstToClaim=0"));
        assertThat(Bundles.pack(batch, target(), false).devices()).isEqualTo(new DeviceCounts(1, 0, 1));
        assertThat(new String(file("enrollments.csv"), StandardCharsets.UTF_8))
                .isEqualTo("enrollment_identity,endpoint_name\n");
        assertThat(new String(file("README.txt"), StandardCharsets.UTF_8)).contains("2. NOTHING TO CLAIM")
                .doesNotContain("enroll add");
        assertThat(new VerifyShipment(VerifyShipment.Progress.SILENT).verify(target(), null).problems()).isEmpty();
    }

    @Test
    void devicesFromASeedAreMarked() throws IOException {
        SmallBatch batch = batch();
        Path items = batch.device("meter-1").resolve("device.properties");
        Files.writeString(items, Files.readString(items) + "firstclaim.Warning=made from a seed\n");
        assertThat(Bundles.pack(batch, target(), false).testOnly()).isTrue();
        assertThat(new String(file("README.txt"), StandardCharsets.UTF_8))
                .contains("FOR TESTS ONLY");
    }

    @Test
    void aBundleIsForItsOwnerAndReplacedOnlyWhenAsked() throws IOException {
        SmallBatch batch = batch();
        Bundles.pack(batch, target(), false);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target()))).isEqualTo("rw-------");
        byte[] before = Files.readAllBytes(target());
        assertThatThrownBy(() -> Bundles.pack(batch, target(), false)).isInstanceOf(FactoryException.class)
                .hasMessageContaining("exists already");
        assertThat(Files.readAllBytes(target())).isEqualTo(before);
        Bundles.pack(batch, target(), true);
        assertThat(Files.readAllBytes(target())).isNotEqualTo(before);
        assertThat(names(folder)).containsExactly("bundle.zip", "factory");
    }

    @Test
    void whatFailsHalfWayLeavesNothing() throws IOException {
        SmallBatch batch = batch();
        assertThatThrownBy(() -> Bundles.packer(batch).pack(Bundles.order(batch), target(), false, (done, total) -> {
            throw new FactoryException("the lights went out");
        })).hasMessage("the lights went out");
        assertThat(names(folder)).containsExactly("factory");
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Bundles.pack(batch, target(), false)).isInstanceOf(FactoryException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(names(folder)).containsExactly("factory");
    }

    @Test
    void anotherCaCanNotSign() throws IOException {
        SmallBatch batch = batch();
        SmallBatch other = SmallBatch.make(folder.resolve("other"), "meter-9");
        assertThatThrownBy(() -> Bundles.packer(other).pack(Bundles.order(batch), target(), false,
                LabelProgress.SILENT)).isInstanceOf(FactoryException.class)
                .hasMessageContaining("made by another CA");
        assertThat(target()).doesNotExist();
    }
}
