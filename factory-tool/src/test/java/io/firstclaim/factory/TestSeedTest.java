package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firstclaim.factory.form.OutputForm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestSeedTest {
    private static final EndpointNames NAMES = EndpointNames.numbered("meter-", 1, 40);
    private static final TestSeed SEED = new TestSeed(7);
    private static final ProvisioningProgress SILENT = ProvisioningProgress.SILENT;

    @TempDir
    Path folder;

    private final MakerCa ca = MakerCa.createForTests(CaOrder.named("Test CA"), SEED);

    @Test
    void theSameOrderAndSeedMakeTheSameBytesWhateverTheTimeAndHoweverManyThreads() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        Clock later = Clock.offset(Workshop.CLOCK, Duration.ofDays(99));
        MakerCa sameCa = MakerCa.createForTests(CaOrder.named("Test CA"), SEED);

        new ProvisionDevices(ca, Workshop.CLOCK, Workshop.RANDOM, 8).provision(order(SEED), first, SILENT);
        new ProvisionDevices(sameCa, later, Workshop.RANDOM, 1).provision(order(SEED), second, SILENT);

        assertThat(content(second)).isEqualTo(content(first)).hasSizeGreaterThan(40 * 9);
    }

    @Test
    void anotherSeedMakesOtherDevicesAndEachDeviceIsAnother() throws IOException {
        List<ProvisionedDevice> seven = provision(ca, order(SEED), "seven");
        List<ProvisionedDevice> eight = provision(ca, order(new TestSeed(8)), "eight");

        assertThat(Stream.concat(seven.stream(), eight.stream()).map(ProvisionedDevice::enrollmentId).distinct())
                .hasSize(80);
        assertThat(MakerCa.createForTests(CaOrder.named("Test CA"), new TestSeed(8)).certificate().getPublicKey())
                .isNotEqualTo(ca.certificate().getPublicKey());
    }

    @Test
    void theMarkIsEverywhere() throws IOException {
        Path device = provision(ca, order(SEED), "batch").getFirst().folder();

        assertThat(CertificateFile.read(device.resolve("bootstrap-device-cert.der")).only().getSubjectX500Principal()
                .getName()).isEqualTo("CN=meter-000001,OU=TEST ONLY\\, KEY IS PUBLIC");
        assertThat(ca.certificate().getSubjectX500Principal().getName())
                .isEqualTo("CN=Test CA,OU=TEST ONLY\\, KEY IS PUBLIC");
        assertThat(device.resolve("device.properties")).content()
                .contains("firstclaim.Warning=TEST ONLY, KEY IS PUBLIC\n");
        assertThat(folder.resolve("batch/orders.json")).content()
                .contains("\"warning\" : \"TEST ONLY, KEY IS PUBLIC\"", "\"test_seed\" : \"7\"");
    }

    @Test
    void testDevicesAndRealOnesNeverShareACa() throws IOException {
        MakerCa real = Workshop.ca();

        refuses(real, order(SEED),
                "a test seed makes devices whose keys everybody has, and MakerCa[CN=Acme Meters CA] is"
                        + " for real ones; expected a CA that was made with a test seed too");
        refuses(ca, order(null), "is for tests only: everybody has its key; expected a test seed, or another CA");

        assertThat(folder.resolve("batch")).doesNotExist();
        assertThat(real.isForTests()).isFalse();
    }

    @Test
    void aTestCaIsOneAfterItWasWrittenAndOpened() {
        ca.writeTo(folder.resolve("ca"));

        assertThat(MakerCa.open(folder.resolve("ca"), Workshop.CLOCK).isForTests()).isTrue();
    }

    @Test
    void opensslVerifiesTestDevices() throws Exception {
        Openssl.require();
        Path device = provision(ca, order(SEED), "batch").getFirst().folder().resolve("bootstrap-device-cert.pem");

        assertThat(Openssl.run("verify", "-x509_strict", "-attime", Workshop.NOW.getEpochSecond(), "-purpose",
                "sslclient", "-CAfile", folder.resolve("batch/ca.pem"), device).strip()).isEqualTo(device + ": OK");
    }

    private BatchOrder order(@Nullable TestSeed seed) throws IOException {
        return new BatchOrder(NAMES, new Assignment.FirstToClaim(), Workshop.URI, Workshop.serverCa(folder),
                Workshop.PRODUCT, Set.of(OutputForm.values()), null, seed);
    }

    private List<ProvisionedDevice> provision(MakerCa by, BatchOrder order, String batch) {
        return new ProvisionDevices(by, Workshop.CLOCK, Workshop.RANDOM).provision(order, folder.resolve(batch),
                SILENT);
    }

    private void refuses(MakerCa by, BatchOrder order, String message) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> provision(by, order, "batch"))
                .withMessageContaining(message);
    }

    /// Every file below a folder, with its content.
    private static List<String> content(Path folder) throws IOException {
        return Workshop.snapshot(folder).stream().map(line -> line.substring(folder.toString().length())).toList();
    }
}
