package io.firstclaim.core.trust;

import static io.firstclaim.core.Problems.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CertificateChainTest {
    private final byte[] der = encoded();

    @Test
    void hasOneToEightCertificates() {
        assertThat(CertificateChain.parse(List.of(der)).certificates()).hasSize(1);
        assertThat(CertificateChain.parse(Collections.nCopies(8, der)).certificates()).hasSize(8);
        assertInvalid("certificate_chain", () -> CertificateChain.parse(List.of()));
        assertInvalid("certificate_chain", () -> CertificateChain.parse(Collections.nCopies(9, der)));
    }

    @Test
    void isReadOrRefused() {
        assertInvalid("certificate_chain", () -> CertificateChain.parse(List.of(new byte[0])));
        assertInvalid("certificate_chain", () -> CertificateChain.parse(List.of("x".getBytes(StandardCharsets.UTF_8))));
        assertInvalid("certificate_chain", () -> CertificateChain.parse(List.of(cut(der, der.length - 1))));
        assertInvalid("certificate_chain", () -> CertificateChain.parse(List.of(new byte[4_097])));
    }

    @Test
    void isNamedByItsLeaf() {
        var chain = Maker.named("OEM").branch("line").device("meter").chain();

        assertThat(chain.fingerprint()).isEqualTo(Fingerprint.of(chain.leaf()));
    }

    @Test
    void isReadFromAFileOfEitherKind() {
        var device = Maker.named("OEM").branch("line").device("meter");
        var pem = device.certificates().stream().map(Maker::pem).collect(Collectors.joining("some text\n"));

        assertThat(CertificateChain.parseFile(pem.getBytes(StandardCharsets.US_ASCII))).isEqualTo(device.chain());
        assertThat(CertificateChain.parseFile(der).certificates()).hasSize(1);
    }

    @Test
    void isReadFromAFileOrRefused() {
        var pem = Maker.pem(Maker.named("OEM").certificate());
        for (var file : List.of("", "x", "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n", pem.repeat(9),
                pem.substring(0, pem.length() / 2))) {
            assertInvalid("certificate", () -> CertificateChain.parseFile(file.getBytes(StandardCharsets.US_ASCII)));
        }
        assertInvalid("certificate", () -> CertificateChain.parseFile(new byte[65_537]));
        assertInvalid("certificate", () -> CertificateChain.parseFile(cut(der, der.length - 1)));
    }

    private static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }

    private static byte[] encoded() {
        try {
            return Maker.named("OEM").device("meter").certificates().getFirst().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }
}
