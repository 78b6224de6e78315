package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firstclaim.factory.form.OutputForm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Devices of a CA that stands below others.
class CaChainTest {
    @TempDir
    Path folder;

    @Test
    void aDevicePresentsItsIntermediatesInOrderAndNotTheRoot() throws Exception {
        Hierarchy hierarchy = Hierarchy.of(3);

        Path device = make(hierarchy.imported(folder, 2, 1, 0));

        assertThat(CertificateFile.read(device.resolve("bootstrap-device-issuer-1.der")).only())
                .isEqualTo(hierarchy.certificate(3));
        assertThat(CertificateFile.read(device.resolve("bootstrap-device-issuer-2.der")).only())
                .isEqualTo(hierarchy.certificate(2));
        assertThat(CertificateFile.read(device.resolve("bootstrap-device-issuer-3.der")).only())
                .isEqualTo(hierarchy.certificate(1));
        assertThat(device.resolve("bootstrap-device-issuer-4.der")).doesNotExist();
        assertThat(CertificateFile.read(device.resolve("bootstrap-device-cert.pem")).certificates()).hasSize(4)
                .endsWith(hierarchy.certificate(3), hierarchy.certificate(2), hierarchy.certificate(1));
    }

    @Test
    void anIntermediateThatCameAloneIsPresentedAlone() throws Exception {
        Hierarchy hierarchy = Hierarchy.of(2);

        Path device = make(hierarchy.imported(folder));

        assertThat(CertificateFile.read(device.resolve("bootstrap-device-issuer-1.der")).only())
                .isEqualTo(hierarchy.certificate(2));
        assertThat(device.resolve("bootstrap-device-issuer-2.der")).doesNotExist();
    }

    @Test
    void belowARootADevicePresentsOnlyItself() throws Exception {
        assertThat(make(Workshop.ca()).resolve("bootstrap-device-issuer-1.der")).doesNotExist();
    }

    @Test
    void opensslVerifiesTheChainThatADevicePresentsAgainstTheRoot() throws Exception {
        Openssl.require();
        Hierarchy hierarchy = Hierarchy.of(2);
        Path device = make(hierarchy.imported(folder, 1)).resolve("bootstrap-device-cert.pem");

        assertThat(verify(hierarchy.root(folder), "-untrusted", device, device)).isEqualTo(device + ": OK");
        assertThat(verify(hierarchy.root(folder), device)).contains("unable to get local issuer certificate");
    }

    @Test
    void theChainIsKeptInTheCasFolder() throws IOException {
        MakerCa imported = Hierarchy.of(3).imported(folder, 2, 1, 0);

        imported.writeTo(folder.resolve("ca"));

        MakerCa opened = MakerCa.open(folder.resolve("ca"), Workshop.CLOCK);
        assertThat(opened.presentedByDevices()).isEqualTo(imported.presentedByDevices()).hasSize(3);
        Workshop.assertOwnerOnly(folder.resolve("ca"));
    }

    @Test
    void refusesWhatIsNoChain() {
        refuses(Hierarchy.of(3), "chain.pem is no chain: CN=Intermediate 1 did not sign CN=Intermediate 3 before it;"
                + " expected the CA, then its issuer, then that one's", 1);
        refuses(Hierarchy.of(2), "CN=Root did not sign CN=Root before it", 1, 0, 0);
        refuses(Hierarchy.of(7), "holds 6 certificates; expected a CA and at most 4 above it", 6, 5, 4, 3, 2);
    }

    @Test
    void refusesACaThatStandsTooLow() throws IOException {
        Hierarchy justSo = Hierarchy.of(2);
        Hierarchy tooLow = Hierarchy.of(1);
        tooLow.add("CN=Below", 0);

        assertThat(justSo.imported(folder, 1, 0)).isNotNull();
        refuses(tooLow, "CN=Intermediate 1 must not have 1 CA below it: its path length is 0; expected at least 1", 1);
    }

    private static String verify(Path root, Object... rest) throws IOException, InterruptedException {
        return Openssl.run(Stream.concat(Stream.of("verify", "-attime", Workshop.NOW.getEpochSecond(),
                "-purpose", "sslclient", "-CAfile", root), Stream.of(rest)).toArray()).strip();
    }

    private void refuses(Hierarchy hierarchy, String message, int... above) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> hierarchy.imported(folder, above))
                .withMessageContaining(message);
    }

    private Path make(MakerCa ca) throws IOException {
        BatchOrder order = new BatchOrder(EndpointNames.listed(List.of("meter")), new Assignment.FirstToClaim(),
                Workshop.URI, Workshop.serverCa(folder), Workshop.PRODUCT, Set.of(OutputForm.PEM), null, null);
        return new ProvisionDevices(ca, Workshop.CLOCK, Workshop.RANDOM)
                .provision(order, Files.createTempDirectory(folder, "batch").resolve("b"), ProvisioningProgress.SILENT)
                .getFirst().folder();
    }
}
