package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firstclaim.core.ResourceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchOrderTest {
    private static final String SERVER = "coaps://boot.example.com:5684";
    private static final String ACCOUNT = "0192a1b2c3d4e5f60718293a4b5c6d7e";
    private static final Assignment OWNED = new Assignment.PreAssigned(ResourceId.parse("account_id", ACCOUNT));

    @TempDir
    Path folder;

    @Test
    void aFirstToClaimDeviceMustNotKnowAnAccount() throws IOException {
        assertThat(order(new Assignment.FirstToClaim(), SERVER).bootstrapUri()).hasToString(SERVER);

        refuses(new Assignment.FirstToClaim(), SERVER + "?aid=" + ACCOUNT, "bootstrap URI " + SERVER + "?aid=" + ACCOUNT
                + ": first-to-claim devices must not have an aid; expected " + SERVER);
    }

    @Test
    void aPreAssignedDeviceKnowsItsAccountAndNoOther() throws IOException {
        assertThat(order(OWNED, SERVER).bootstrapUri()).hasToString(SERVER + "?aid=" + ACCOUNT);
        assertThat(order(OWNED, SERVER + "?aid=" + ACCOUNT).bootstrapUri()).hasToString(SERVER + "?aid=" + ACCOUNT);

        refuses(OWNED, SERVER + "?aid=" + ACCOUNT.replace('7', '8'), "its aid is not the account " + ACCOUNT);
    }

    @Test
    void notesThatAnAddressIsNoName() throws IOException {
        Assignment anybody = new Assignment.FirstToClaim();

        assertThat(order(anybody, SERVER).notes()).isEmpty();
        assertThat(order(anybody, "coaps://192.0.2.1:5684").notes()).singleElement().asString()
                .startsWith("bootstrap host 192.0.2.1 is an address");
        assertThat(order(anybody, "coaps://[::1]:5684").notes()).hasSize(1);
    }

    @Test
    void theServerCaMustBeOneThatDevicesCanUse() throws IOException {
        Path file = folder.resolve("server.crt");
        ForeignCertificate good = ForeignCertificate.goodCa();
        byte[] der = good.der();
        Files.write(file, der);
        assertThat(ServerCa.read(file, Workshop.CLOCK).der()).isEqualTo(der);

        good.notCa().writeTo(file);
        refusesServerCa(file, file + " is not a CA certificate");
        good.withKeyUsage(null).writeTo(file);
        refusesServerCa(file, "expected key usage keyCertSign");
        ForeignCertificate.of(ForeignCertificate.ec("secp384r1")).writeTo(file);
        refusesServerCa(file, "expected P-256");
        good.valid(Workshop.NOW.minusSeconds(9), Workshop.NOW.minusSeconds(1)).writeTo(file);
        refusesServerCa(file, "expected a certificate that is valid now");
        Files.write(file, good.keyPem());
        refusesServerCa(file, "expected a CERTIFICATE");
    }

    @Test
    void theServerCaFitsIntoADevice() throws IOException {
        Path file = folder.resolve("server.crt");
        int signatureMayVary = 8;
        ForeignCertificate good = ForeignCertificate.goodCa();
        String filled = "CN=" + "x".repeat(64) + ",O=" + "x".repeat(200);
        int room = (ServerCa.MAX_BYTES - good.named(filled).der().length) / 2;

        good.named(filled + "x".repeat(room - signatureMayVary)).writeTo(file);
        assertThat(ServerCa.read(file, Workshop.CLOCK).der()).hasSizeBetween(ServerCa.MAX_BYTES - 32,
                ServerCa.MAX_BYTES);
        good.named(filled + "x".repeat(room + signatureMayVary)).writeTo(file);
        refusesServerCa(file, "bytes; devices take at most 1024");
    }

    private BatchOrder order(Assignment assignment, String uri) throws IOException {
        return new BatchOrder(EndpointNames.listed(List.of("meter")), assignment, BootstrapUri.parse(uri),
                Workshop.serverCa(folder), Workshop.PRODUCT);
    }

    private void refuses(Assignment assignment, String uri, String message) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> order(assignment, uri))
                .withMessageContaining(message);
    }

    private static void refusesServerCa(Path file, String message) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> ServerCa.read(file, Workshop.CLOCK))
                .withMessageContaining(message);
    }
}
