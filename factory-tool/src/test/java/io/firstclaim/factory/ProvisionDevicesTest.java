package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.enrollment.EnrollmentId;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvisionDevicesTest {
    private static final String ACCOUNT = "0192a1b2c3d4e5f60718293a4b5c6d7e";

    @TempDir
    Path folder;

    private final MakerCa ca = Workshop.ca();
    private final ProvisionDevices floor = new ProvisionDevices(ca, Workshop.CLOCK, Workshop.RANDOM);

    @Test
    void aFirstToClaimDeviceHasTheItemsOfTheWirePage() throws IOException {
        Path device = make(EndpointNames.numbered("meter-", 7, 1)).getFirst().folder();

        assertThat(items(device)).containsExactlyInAnyOrderEntriesOf(Map.of(
                "mbed.FirstToClaim", "1",
                "mbed.UseBootstrap", "1",
                "mbed.EndpointName", "meter-000007",
                "mbed.BootstrapServerURI", "coaps://boot.example.com:5684",
                "mbed.Manufacturer", "Acme",
                "mbed.ModelNumber", "Meter 3",
                "mbed.SerialNumber", "000007",
                "mbed.CurrentTime", "1795428000",
                "firstclaim.EnrollmentId", idOf(device)));
        assertThat(device.resolve("bootstrap-server-ca.der"))
                .hasBinaryContent(CertificateFile.der(CertificateFile.read(folder.resolve("server-ca.pem")).leaf()));
    }

    @Test
    void aPreAssignedDeviceKnowsItsAccountAndIsNotFirstToClaim() throws IOException {
        BatchOrder order = new BatchOrder(EndpointNames.listed(List.of("meter")),
                new Assignment.PreAssigned(ResourceId.parse("account_id", ACCOUNT)), Workshop.URI,
                Workshop.serverCa(folder), Workshop.PRODUCT);

        Path device = floor.provision(order, batch(), ProvisioningProgress.SILENT).getFirst().folder();

        assertThat(items(device)).doesNotContainKey("mbed.FirstToClaim")
                .containsEntry("mbed.BootstrapServerURI", "coaps://boot.example.com:5684?aid=" + ACCOUNT);
    }

    @Test
    void aDevicesCertificateIsForTlsClientsAndCarriesItsName() throws Exception {
        X509Certificate certificate = certificate(make(EndpointNames.listed(List.of("meter"))).getFirst().folder());

        certificate.verify(ca.certificate().getPublicKey());
        P256.requireKey(certificate.getPublicKey(), folder);
        assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=meter");
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getKeyUsage())
                .containsExactly(true, false, false, false, false, false, false, false, false);
        assertThat(certificate.getBasicConstraints()).isNegative();
        assertThat(certificate.getSerialNumber().bitLength()).isEqualTo(127);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertThat(certificate.getNotBefore()).isEqualTo(ca.certificate().getNotBefore());
        assertThat(certificate.getNotAfter()).isEqualTo(ca.certificate().getNotAfter());
    }

    @Test
    void everyDeviceHasItsOwnKeyWhichFitsItsCertificate() throws Exception {
        List<PrivateKey> keys = new ArrayList<>();
        for (ProvisionedDevice device : make(EndpointNames.random(5, Workshop.RANDOM))) {
            PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(
                    new PKCS8EncodedKeySpec(Files.readAllBytes(device.folder().resolve("bootstrap-device-key.der"))));
            assertThat(P256.belongTogether(certificate(device.folder()).getPublicKey(), key)).isTrue();
            keys.add(key);
        }
        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void everythingInABatchIsForItsOwnerOnlyAndNothingElseIsLeft() throws IOException {
        make(EndpointNames.numbered("meter-", 1, 3));

        Workshop.assertOwnerOnly(batch());
        assertThat(names(batch())).containsExactlyInAnyOrder(".lock", "ca.pem", "devices", "enrollments.csv",
                "orders.json");
        assertThat(names(batch().resolve("devices/meter-000002"))).containsExactlyInAnyOrder("device.properties",
                "bootstrap-device-cert.der", "bootstrap-device-key.der", "bootstrap-server-ca.der");
        assertThat(CertificateFile.read(batch().resolve("ca.pem")).only()).isEqualTo(ca.certificate());
    }

    @Test
    void theListHasAHeaderAndALineForEachDevice() throws IOException {
        List<ProvisionedDevice> made = make(EndpointNames.listed(List.of("b", "c,\u96FB", "a")));

        assertThat(batch().resolve("enrollments.csv")).hasContent("enrollment_identity,endpoint_name\n"
                + made.get(2).enrollmentId() + ",a\n" + made.get(0).enrollmentId() + ",b\n"
                + made.get(1).enrollmentId() + ",\"c,\u96FB\"\n");
        assertThat(made).allSatisfy(device -> assertThat(device.enrollmentId()).hasToString(idOf(device.folder())));
    }

    @Test
    void anotherOrderJoinsTheBatch() throws IOException {
        List<ProvisionedDevice> all = new ArrayList<>(make(EndpointNames.numbered("meter-", 1, 3)));
        all.addAll(make(EndpointNames.numbered("meter-", 4, 2)));

        assertThat(listed()).containsExactlyElementsOf(all.stream().map(ProvisionedDevice::enrollmentId).toList());
    }

    @Test
    void devicesAppearInTheOrderOfTheirNames() throws IOException {
        EndpointNames names = EndpointNames.random(60, Workshop.RANDOM);
        List<String> seen = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();

        List<ProvisionedDevice> made = floor.provision(
                Workshop.firstToClaim(names, Workshop.serverCa(folder)), batch(), (device, done, total) -> {
                    assertThat(device.folder().resolve("bootstrap-device-key.der")).exists();
                    assertThat(total).isEqualTo(60);
                    seen.add(device.endpointName());
                    counts.add(done);
                });

        assertThat(seen).isEqualTo(names.names().stream().map(DeviceName::endpointName).toList());
        assertThat(made).extracting(ProvisionedDevice::endpointName).isEqualTo(seen);
        assertThat(counts).isEqualTo(IntStream.rangeClosed(1, 60).boxed().toList());
    }

    @Test
    void itemsOfEveryLanguageAreReadBackByJavaInEitherWay() throws IOException {
        BatchOrder order = new BatchOrder(EndpointNames.listed(List.of("Z\u00E4hler = \uD83D\uDD0C #1!")),
                new Assignment.FirstToClaim(), Workshop.URI, Workshop.serverCa(folder),
                new Product("C:\\Acme=\u96FB: #!", "\\u0041"));

        Path device = floor.provision(order, batch(), ProvisioningProgress.SILENT).getFirst().folder();

        assertThat(items(device)).containsEntry("mbed.EndpointName", "Z\u00E4hler = \uD83D\uDD0C #1!")
                .containsEntry("mbed.Manufacturer", "C:\\Acme=\u96FB: #!").containsEntry("mbed.ModelNumber", "\\u0041");
        Properties fromBytes = new Properties();
        try (var in = Files.newInputStream(device.resolve("device.properties"))) {
            fromBytes.load(in);
        }
        assertThat(fromBytes).isEqualTo(items(device));
    }

    @Test
    void opensslVerifiesTheDevicesAgainstTheCa() throws Exception {
        Openssl.require();
        long now = Workshop.NOW.getEpochSecond();
        for (ProvisionedDevice device : make(EndpointNames.numbered("meter-", 1, 5))) {
            Path pem = Files.write(folder.resolve("device.pem"),
                    Pem.encode("CERTIFICATE", CertificateFile.der(certificate(device.folder()))));
            assertThat(Openssl.run("verify", "-x509_strict", "-attime", now, "-purpose", "sslclient", "-CAfile",
                    batch().resolve("ca.pem"), pem).strip()).isEqualTo(pem + ": OK");
            assertThat(Openssl.run("verify", "-attime", now, "-purpose", "sslserver", "-CAfile",
                    batch().resolve("ca.pem"), pem))
                    .contains("unsuitable certificate purpose");
            assertThat(Openssl.run("pkey", "-inform", "DER", "-noout", "-check", "-in",
                    device.folder().resolve("bootstrap-device-key.der")).strip()).isEqualTo("Key is valid");
        }
    }

    private List<ProvisionedDevice> make(EndpointNames names) throws IOException {
        return floor.provision(Workshop.firstToClaim(names, Workshop.serverCa(folder)), batch(),
                ProvisioningProgress.SILENT);
    }

    private Path batch() {
        return folder.resolve("batch");
    }

    private List<EnrollmentId> listed() throws IOException {
        return Files.readAllLines(batch().resolve("enrollments.csv")).stream().skip(1)
                .map(line -> EnrollmentId.parse(line.substring(0, line.indexOf(',')))).toList();
    }

    private static Properties items(Path device) throws IOException {
        Properties items = new Properties();
        try (Reader text = new StringReader(
                Files.readString(device.resolve("device.properties"), StandardCharsets.UTF_8))) {
            items.load(text);
        }
        return items;
    }

    private static X509Certificate certificate(Path device) {
        return CertificateFile.read(device.resolve("bootstrap-device-cert.der")).only();
    }

    private static String idOf(Path device) {
        return CertificateFile.read(device.resolve("bootstrap-device-cert.der")).enrollmentId().toString();
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
