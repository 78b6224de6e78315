package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The seed's notation, `A-` and openssl's fingerprint, for a hundred certificates, half of them PEM and half DER:
/// made by the factory, and by others with other keys.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnrollmentIdAgreementTest {
    private static final int CERTIFICATES = 100;

    private final List<Path> files = new ArrayList<>();

    @BeforeAll
    void aHundredCertificates(@TempDir Path folder) throws IOException {
        DeviceSigner signer = new DeviceSigner(Workshop.ca());
        for (int i = 0; i < CERTIFICATES; i++) {
            byte[] der = switch (i % 10) {
                case 0 -> ForeignCertificate.of(ForeignCertificate.ec("secp521r1")).der();
                case 1 -> ForeignCertificate.goodCa().named("CN=Gerät " + i + ",O=\u96FB\u529B").der();
                default -> DeviceIdentity.create(DeviceName.of("meter-" + i), signer, Workshop.RANDOM).certificateDer();
            };
            files.add(Files.write(folder.resolve(i + ".crt"), i % 2 == 0 ? Pem.encode("CERTIFICATE", der) : der));
        }
        ForeignCertificate.of(ForeignCertificate.rsa()).writeTo(files.getFirst());
    }

    @Test
    void opensslPrintsTheSameFingerprint() throws IOException, InterruptedException {
        Openssl.require();
        for (Path file : files) {
            String form = files.indexOf(file) % 2 == 0 ? "PEM" : "DER";
            assertThat(Openssl.run("x509", "-fingerprint", "-sha256", "-noout", "-inform", form, "-in", file).strip())
                    .isEqualToIgnoringCase("sha256 Fingerprint=" + idOf(file).substring("A-".length()));
        }
    }

    @Test
    void theJdkComputesTheSameHash() {
        assertThat(files).hasSize(CERTIFICATES).allSatisfy(file -> {
            String hex = Digests.sha256(CertificateFile.der(CertificateFile.read(file).leaf()));
            assertThat(idOf(file)).isEqualTo(
                    "A-" + String.join(":", hex.toUpperCase(Locale.ROOT).split("(?<=\\G..)")));
        });
    }

    @Test
    void everyCertificateHasAnIdOfItsOwn() {
        assertThat(files).extracting(EnrollmentIdAgreementTest::idOf).doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("A-[0-9A-F]{2}(:[0-9A-F]{2}){31}"));
    }

    private static String idOf(Path file) {
        return CertificateFile.read(file).enrollmentId().toString();
    }
}
