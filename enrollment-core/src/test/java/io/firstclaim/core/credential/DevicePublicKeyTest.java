package io.firstclaim.core.credential;

import static io.firstclaim.core.Problems.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.CertificateDraft;
import java.io.IOException;
import java.util.Arrays;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.junit.jupiter.api.Test;

class DevicePublicKeyTest {
    private final byte[] p256 = CertificateDraft.newKeys("EC", "secp256r1").getPublic().getEncoded();

    @Test
    void isAP256KeyAndNoOther() {
        assertThat(DevicePublicKey.parse(p256).hash()).isEqualTo(PublicKeyHash.of(p256));
        assertInvalid("public_key", () -> DevicePublicKey
                .parse(CertificateDraft.newKeys("EC", "secp384r1").getPublic().getEncoded()));
        assertInvalid("public_key",
                () -> DevicePublicKey.parse(CertificateDraft.newKeys("RSA", "1024").getPublic().getEncoded()));
    }

    @Test
    void isReadAsItIsOrNotAtAll() {
        assertInvalid("public_key", () -> DevicePublicKey.parse(new byte[0]));
        assertInvalid("public_key", () -> DevicePublicKey.parse(new byte[]{0x30, 0}));
        assertInvalid("public_key", () -> DevicePublicKey.parse(new byte[]{5, 0}));
        assertInvalid("public_key", () -> DevicePublicKey.parse(Arrays.copyOf(p256, p256.length + 1)));
        assertInvalid("public_key", () -> DevicePublicKey.parse(Arrays.copyOf(p256, p256.length - 1)));
        assertInvalid("public_key", () -> DevicePublicKey.parse(new byte[DevicePublicKey.MAX_LENGTH + 1]));
    }

    @Test
    void isOnTheCurve() {
        var beside = p256.clone();
        beside[beside.length - 1] ^= 1;

        assertInvalid("public_key", () -> DevicePublicKey.parse(beside));
    }

    @Test
    void isNotCompressed() throws IOException {
        var info = SubjectPublicKeyInfo.getInstance(p256);
        var point = SECNamedCurves.getByName("secp256r1").getCurve().decodePoint(info.getPublicKeyData().getOctets());
        var compressed = new SubjectPublicKeyInfo(info.getAlgorithm(), point.getEncoded(true)).getEncoded();
        var infinite = new SubjectPublicKeyInfo(info.getAlgorithm(), new byte[]{0}).getEncoded();

        assertInvalid("public_key", () -> DevicePublicKey.parse(compressed));
        assertInvalid("public_key", () -> DevicePublicKey.parse(infinite));
    }
}
