package io.firstclaim.web.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentCertificateTest {
    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void itIsForThisMachineAndForServersOnly() throws Exception {
        X509Certificate made = DevelopmentCertificate.in(folder).chain().getFirst();

        made.checkValidity();
        made.verify(made.getPublicKey());
        assertThat(made.getSubjectAlternativeNames()).containsExactlyInAnyOrder(List.of(DNS, "localhost"),
                List.of(ADDRESS, "127.0.0.1"));
        assertThat(made.getBasicConstraints()).isNegative();
        assertThat(made.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    }

    @Test
    void itStaysTheSameAndItsKeyIsTheOwnersOnly() throws IOException {
        ServerCertificate first = DevelopmentCertificate.in(folder.resolve("deep/folder"));

        assertThat(DevelopmentCertificate.in(folder.resolve("deep/folder"))).isEqualTo(first);
        assertThat(PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("deep/folder").resolve(DevelopmentCertificate.KEY_FILE))))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutItsKeyItIsMadeAnew() throws IOException {
        ServerCertificate first = DevelopmentCertificate.in(folder);
        Files.delete(folder.resolve(DevelopmentCertificate.KEY_FILE));

        assertThat(DevelopmentCertificate.in(folder)).isNotEqualTo(first);
    }

    @Test
    void whatIsNoCertificateOrNoKeyIsSaidByItsName() throws IOException {
        var _ = DevelopmentCertificate.in(folder);
        var _ = DevelopmentCertificate.in(folder.resolve("other"));
        Path certificate = folder.resolve(DevelopmentCertificate.CERTIFICATE_FILE);
        Path key = folder.resolve(DevelopmentCertificate.KEY_FILE);

        assertThatIOException().isThrownBy(() -> ServerCertificate.load(key, key)).withMessageContaining("web-key.pem");
        assertThatIOException().isThrownBy(() -> ServerCertificate.load(certificate, certificate))
                .withMessageContaining("no unencrypted private key");
        assertThatIOException()
                .isThrownBy(() -> ServerCertificate.load(certificate,
                        folder.resolve("other").resolve(DevelopmentCertificate.KEY_FILE)))
                .withMessageContaining("is not the key of");
        assertThatIOException().isThrownBy(() -> ServerCertificate.load(folder.resolve("none"), key));
    }
}
