package io.firstclaim.core.trust;

import static io.firstclaim.core.Problems.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
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
