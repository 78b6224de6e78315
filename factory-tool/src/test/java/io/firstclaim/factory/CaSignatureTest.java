package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firstclaim.core.ResourceId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaSignatureTest {
    private static final String ACCOUNT = "0192a1b2c3d4e5f60718293a4b5c6d7e";

    @TempDir
    Path folder;

    @Test
    void anEcKeySignsTheAccountIdsCharacters() throws Exception {
        MakerCa ca = Workshop.ca();
        String signature = ca.signatureFor(account());

        assertThat(verifies("SHA256withECDSA", ca.certificate().getPublicKey(), signature, ACCOUNT)).isTrue();
        assertThat(verifies("SHA256withECDSA", ca.certificate().getPublicKey(), signature,
                ACCOUNT.replace('7', '8'))).isFalse();
    }

    @Test
    void anRsaKeySignsToo() throws Exception {
        ForeignCertificate rsa = ForeignCertificate.of(ForeignCertificate.rsa());
        String signature = CaSignature.sign(PrivateKeyFile.read(rsa.writeKeyTo(folder.resolve("ca.key"))), account());

        assertThat(verifies("SHA256withRSA", rsa.keys().getPublic(), signature, ACCOUNT)).isTrue();
    }

    @Test
    void opensslAcceptsTheSignature() throws Exception {
        Openssl.require();
        MakerCa ca = Workshop.ca();
        Path key = Files.write(folder.resolve("pub.pem"),
                Pem.encode("PUBLIC KEY", ca.certificate().getPublicKey().getEncoded()));
        Path text = Files.writeString(folder.resolve("account"), ACCOUNT);
        Path signature = Files.write(folder.resolve("signature"),
                Base64.getDecoder().decode(ca.signatureFor(account())));

        assertThat(Openssl.run("dgst", "-sha256", "-verify", key, "-signature", signature, text).strip())
                .isEqualTo("Verified OK");
    }

    @Test
    void otherKeysAreRefused() {
        KeyPair ed25519 = ForeignCertificate.keys("Ed25519", NamedParameterSpec.ED25519);

        assertThatExceptionOfType(FactoryException.class)
                .isThrownBy(() -> CaSignature.sign(ed25519.getPrivate(), account()))
                .withMessage("CA key of kind EdDSA: expected EC or RSA");
    }

    private static ResourceId account() {
        return ResourceId.parse("account_id", ACCOUNT);
    }

    private static boolean verifies(String algorithm, PublicKey key, String signature, String text) throws Exception {
        Signature verifier = Signature.getInstance(algorithm);
        verifier.initVerify(key);
        verifier.update(text.getBytes(StandardCharsets.US_ASCII));
        return verifier.verify(Base64.getDecoder().decode(signature));
    }
}
