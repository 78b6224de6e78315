package io.firstclaim.factory.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.SmallBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyBatchTest {
    private static final String CERTIFICATE = "bootstrap-device-cert.der";
    private static final String KEY = "bootstrap-device-key.der";

    @TempDir
    private Path folder = Path.of("");

    private SmallBatch batch() throws IOException {
        return SmallBatch.make(folder.resolve("factory"), "meter-1", "meter-2", "Größe 3");
    }

    private static VerificationReport verify(SmallBatch batch) {
        return new VerifyShipment(VerifyShipment.Progress.SILENT).verify(batch.folder(),
                Fingerprint.of(batch.ca().certificate()));
    }

    private static List<String> problems(SmallBatch batch) {
        return verify(batch).problems().stream().map(problem -> problem.where() + ": " + problem.what()).toList();
    }

    private static void copy(Path from, Path to, String file) throws IOException {
        Files.copy(from.resolve(file), to.resolve(file), StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.COPY_ATTRIBUTES);
    }

    private static void replaceItem(SmallBatch batch, String from, String to) throws IOException {
        Path items = batch.device("meter-1").resolve("device.properties");
        String text = Files.readString(items);
        assertThat(text).contains(from);
        Files.writeString(items, text.replace(from, to));
    }

    @Test
    void aBatchThatWasJustMadeIsGood() throws IOException {
        VerificationReport report = verify(batch());
        assertThat(report.problems()).isEmpty();
        assertThat(report.kind()).isEqualTo("batch");
        assertThat(report.checked()).singleElement().asString().contains("3 devices");
        assertThat(report.notes()).isEmpty();
    }

    @Test
    void theKeyOfAnotherDeviceIsFound() throws IOException {
        SmallBatch batch = batch();
        copy(batch.device("meter-2"), batch.device("meter-1"), KEY);
        assertThat(problems(batch))
                .containsExactly("devices/meter-1: its private key is not the one of its certificate");
    }

    @Test
    void aKeyThatIsNoneIsFound() throws IOException {
        SmallBatch batch = batch();
        Files.write(batch.device("meter-1").resolve(KEY), new byte[]{1, 2, 3});
        assertThat(problems(batch)).singleElement().asString().contains("its private key can't be read");
        Files.delete(batch.device("meter-1").resolve(KEY));
        assertThat(problems(batch)).singleElement().asString().contains("no such file");
    }

    @Test
    void aKeyThatOthersCanReadIsFound() throws IOException {
        SmallBatch batch = batch();
        Files.setPosixFilePermissions(batch.device("meter-1").resolve(KEY),
                PosixFilePermissions.fromString("rw-r-----"));
        assertThat(problems(batch)).singleElement().asString().contains("can be read by others");
    }

    @Test
    void theCertificateOfAnotherDeviceIsFound() throws IOException {
        SmallBatch batch = batch();
        copy(batch.device("meter-2"), batch.device("meter-1"), CERTIFICATE);
        assertThat(String.join("\n", problems(batch))).contains("its certificate's SHA-256 is",
                "its certificate is for CN=meter-2", "its private key is not the one");
    }

    @Test
    void aDeviceOfAnotherCaIsFound() throws IOException {
        SmallBatch batch = batch();
        SmallBatch other = SmallBatch.make(folder.resolve("other"), "meter-1");
        copy(other.device("meter-1"), batch.device("meter-1"), CERTIFICATE);
        copy(other.device("meter-1"), batch.device("meter-1"), KEY);
        assertThat(problems(batch)).anySatisfy(problem -> assertThat(problem).contains("not signed by the batch's CA"))
                .anySatisfy(problem -> assertThat(problem).contains("SHA-256 is"));
    }

    @Test
    void itemsThatDoNotFitTheDeviceAreFound() throws IOException {
        SmallBatch batch = batch();
        replaceItem(batch, "mbed.EndpointName=meter-1", "mbed.EndpointName=meter-9");
        assertThat(problems(batch)).singleElement().asString().contains("mbed.EndpointName is \"meter-9\"");
        replaceItem(batch, "mbed.EndpointName=meter-9", "mbed.EndpointName=meter-1");
        replaceItem(batch, ":5684", ":5684?aid=" + "0".repeat(32));
        assertThat(problems(batch)).singleElement().asString().contains("its bootstrap URI names an account");
        replaceItem(batch, "mbed.FirstToClaim=1\n", "");
        assertThat(problems(batch)).isEmpty();
        replaceItem(batch, "?aid=" + "0".repeat(32), "");
        assertThat(problems(batch)).singleElement().asString().contains("names no account");
    }

    @Test
    void devicesThatTheListAndTheFoldersDoNotShareAreFound() throws IOException {
        SmallBatch batch = batch();
        Files.move(batch.device("meter-1"), batch.device("meter-9"));
        assertThat(problems(batch)).contains("devices/meter-9: is not in enrollments.csv",
                "devices/meter-1: is missing");
    }

    @Test
    void aBatchWithoutDevicesIsFound() throws IOException {
        SmallBatch batch = SmallBatch.make(folder, "meter-1");
        Files.move(batch.device("meter-1"), folder.resolve("gone"));
        Files.writeString(batch.folder().resolve("enrollments.csv"), "enrollment_identity,endpoint_name\n");
        assertThat(problems(batch)).containsExactly("enrollments.csv: lists no device");
    }

    @Test
    void aBatchThatWasCutShortIsFound() throws IOException {
        SmallBatch batch = batch();
        Path orders = batch.folder().resolve("orders.json");
        String text = Files.readString(orders);
        assertThat(text).contains("\"finished\" : true");
        Files.writeString(orders, text.replace("\"finished\" : true", "\"finished\" : false"));
        assertThat(problems(batch)).containsExactly(
                batch.folder() + ": is not finished: give its last order again, and it goes on");
    }

    @Test
    void anotherCaIsFound() throws IOException {
        SmallBatch batch = batch();
        SmallBatch other = SmallBatch.make(folder.resolve("other"), "meter-1");
        Files.write(batch.folder().resolve("ca.pem"), other.read().caPem());
        VerificationReport report = verify(batch);
        assertThat(report.caExpected()).isFalse();
        assertThat(report.problemCount()).isEqualTo(1 + 3);
    }
}
