package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateFileTest {
    @TempDir
    Path folder;

    private final ForeignCertificate made = ForeignCertificate.goodCa();
    private final byte[] der = made.der();
    private final String pem = new String(Pem.encode("CERTIFICATE", der), StandardCharsets.US_ASCII);
    private Path file = Path.of("");

    @BeforeEach
    void aFile() {
        file = folder.resolve("device.crt");
    }

    @Test
    void readsDer() throws IOException {
        Files.write(file, der);
        assertReadsIt();
    }

    @Test
    void readsPem() throws IOException {
        Files.writeString(file, pem);
        assertReadsIt();
    }

    @Test
    void readsPemWithTextAroundItWithCarriageReturnsAndAByteOrderMark() throws IOException {
        Files.writeString(file, "\uFEFF" + pem.replace("\n", "\r\n"));
        assertReadsIt();
        Files.writeString(file, "Certificate:\n    Data:\n        Version: 3\n" + pem + "\nthe end\n");
        assertReadsIt();
        Files.writeString(file, pem.strip());
        assertReadsIt();
        Files.writeString(file, pem.replace("CERTIFICATE", "X509 CERTIFICATE"));
        assertReadsIt();
    }

    @Test
    void takesTheFirstOfAChainToBeTheDevices() throws IOException {
        byte[] issuer = ForeignCertificate.goodCa().der();
        Files.writeString(file, pem + new String(Pem.encode("CERTIFICATE", issuer), StandardCharsets.US_ASCII));

        CertificateFile read = CertificateFile.read(file);

        assertThat(read.certificates()).hasSize(2);
        assertThat(CertificateFile.der(read.certificates().getLast())).isEqualTo(issuer);
        assertReadsIt();
    }

    @Test
    void skipsAKeyThatIsInTheSameFile() throws IOException {
        Files.writeString(file, new String(made.keyPem(), StandardCharsets.US_ASCII) + pem);
        assertReadsIt();
    }

    @Test
    void refusesAFileWithoutACertificate() throws IOException {
        Files.write(file, made.keyPem());
        refuses(file + " holds PRIVATE KEY; expected a CERTIFICATE");
    }

    @Test
    void refusesJunk() throws IOException {
        for (byte[] junk : new byte[][]{{0x30}, "hello".getBytes(StandardCharsets.UTF_8), new byte[5000],
                Arrays.copyOf(der, der.length - 1)}) {
            Files.write(file, junk);
            refuses(file + " is not a certificate: expected X.509 in PEM or DER");
        }
    }

    @Test
    void saysWhatItIsWhenItIsNoCertificate() throws IOException {
        Files.write(file, new byte[0]);
        refuses(file + " is empty");
        Files.write(file, made.keys().getPrivate().getEncoded());
        refuses(file + " holds a private key; expected a CERTIFICATE");
    }

    @Test
    void takesTheOneThatIsNoCaToBeTheDevicesWhateverTheOrder() throws IOException {
        byte[] device = ForeignCertificate.goodCa().notCa().der();
        Files.writeString(file, pem + new String(Pem.encode("CERTIFICATE", device), StandardCharsets.US_ASCII));

        assertThat(CertificateFile.der(CertificateFile.read(file).leaf())).isEqualTo(device);
    }

    @Test
    void refusesBrokenPem() throws IOException {
        Files.writeString(file, pem.substring(0, pem.indexOf("-----END")));
        refuses(file + " is broken PEM");
        Files.writeString(file, pem.replaceFirst("\n.", "\n*"));
        refuses(file + " is broken PEM");
        Files.writeString(file, "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        refuses(file + " is not a certificate");
    }

    @Test
    void refusesMoreThanOneDerCertificate() throws IOException {
        Files.write(file, Arrays.copyOf(der, der.length + 1));
        refuses(file + " holds " + (der.length + 1)
                + " bytes that are not exactly one DER certificate: its certificate ends after " + der.length);
    }

    @Test
    void refusesWhatIsTooLargeOrCannotBeRead() throws IOException {
        Files.writeString(file, pem + " ".repeat(CertificateFile.MAX_FILE_BYTES - pem.length()));
        assertReadsIt();
        Files.writeString(file, pem + " ".repeat(CertificateFile.MAX_FILE_BYTES - pem.length() + 1));
        refuses(file + " is larger than 1048576 bytes");
        Files.delete(file);
        refuses("cannot read " + file + ": no such file or folder");
        Files.createDirectory(file);
        refuses("cannot read " + file + ": Is a directory");
    }

    private void assertReadsIt() {
        CertificateFile read = CertificateFile.read(file);
        assertThat(CertificateFile.der(read.leaf())).isEqualTo(der);
        assertThat(read.enrollmentId().fingerprint().hex()).isEqualTo(Digests.sha256(der));
    }

    private void refuses(String message) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> CertificateFile.read(file))
                .withMessageContaining(message)
                .extracting(FactoryException::getMessage).asString().doesNotContain("\n");
    }
}
