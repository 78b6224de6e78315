package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MakerCaImportTest {
    @TempDir
    Path folder;

    private final ForeignCertificate good = ForeignCertificate.goodCa();
    private Path certificate = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void aGoodPair() throws IOException {
        certificate = good.writeTo(folder.resolve("maker.crt"));
        key = good.writeKeyTo(folder.resolve("maker.key"));
    }

    @Test
    void takesACertificateInPemWithItsKeyInPkcs8() {
        assertThat(imported().certificate()).isEqualTo(CertificateFile.read(certificate).leaf());
    }

    @Test
    void takesACertificateInDer() throws IOException {
        Files.write(certificate, good.der());

        assertThat(imported().certificate().getSubjectX500Principal().getName()).isEqualTo("CN=Foreign CA");
    }

    @Test
    void takesAKeyInSec1WithTheParametersThatOpensslPutsBeforeIt() throws IOException {
        byte[] parameters = Pem.encode("EC PARAMETERS",
                new byte[]{0x06, 0x08, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x03, 0x01, 0x07});
        Files.writeString(key, text(parameters) + text(good.sec1KeyPem()));

        assertThat(imported()).isNotNull();
    }

    @Test
    void writesWhatItTookAsPkcs8() throws IOException {
        Files.write(key, good.sec1KeyPem());

        imported().writeTo(folder.resolve("ca"));

        assertThat(PrivateKeyFile.read(folder.resolve("ca/ca-key.pem"))).isEqualTo(PrivateKeyFile.read(key));
        assertThat(folder.resolve("ca/ca-key.pem")).content().startsWith("-----BEGIN PRIVATE KEY-----\n");
        assertThat(folder.resolve("ca/ca.pem")).hasBinaryContent(Files.readAllBytes(certificate));
    }

    @Test
    void signsDevicesThatNameTheImportedCaAsTheirIssuer() throws Exception {
        var device = certificateOf(DeviceIdentity.create(DeviceName.of("meter"), new DeviceSigner(imported()),
                Workshop.RANDOM));

        device.verify(good.keys().getPublic());
        assertThat(device.getIssuerX500Principal()).isEqualTo(good.certificate().getSubjectX500Principal());
    }

    @Test
    void refusesTheKeyOfAnotherCertificate() throws IOException {
        for (KeyPair other : new KeyPair[]{ForeignCertificate.p256(), ForeignCertificate.ec("secp384r1"),
                ForeignCertificate.rsa()}) {
            ForeignCertificate.of(other).writeKeyTo(key);
            refuses(key + " is not the key of " + certificate + ": expected the private key of CN=Foreign CA");
        }
    }

    @Test
    void refusesACertificateThatIsNoCa() throws IOException {
        good.notCa().writeTo(certificate);
        refuses(certificate + " is not a CA certificate (CN=Foreign CA): expected basic constraints CA:TRUE");
    }

    @Test
    void refusesACaThatMayNotSignCertificates() throws IOException {
        good.withKeyUsage(KeyUsage.cRLSign).writeTo(certificate);
        refuses("may not sign certificates (CN=Foreign CA): expected key usage keyCertSign");
        good.withKeyUsage(null).writeTo(certificate);
        refuses("expected key usage keyCertSign");
    }

    @Test
    void refusesACaWithoutAName() throws IOException {
        good.named("").writeTo(certificate);
        refuses("has an empty subject");
    }

    @Test
    void refusesEveryKeyButP256() throws IOException {
        ForeignCertificate p384 = ForeignCertificate.of(ForeignCertificate.ec("secp384r1"));
        p384.writeTo(certificate);
        p384.writeKeyTo(key);
        refuses("has an EC key on another curve, of 384 bits: expected P-256");

        ForeignCertificate rsa = ForeignCertificate.of(ForeignCertificate.rsa());
        rsa.writeTo(certificate);
        rsa.writeKeyTo(key);
        refuses("has a key of kind RSA: expected EC on P-256");
    }

    @Test
    void takesACaFromItsFirstToItsLastSecondOnly() throws IOException {
        Instant now = Workshop.NOW;
        good.valid(now, now).writeTo(certificate);
        assertThat(imported()).isNotNull();

        good.valid(now.minusSeconds(9), now.minusSeconds(1)).writeTo(certificate);
        refuses("expected a certificate that is valid now");
        good.valid(now.plusSeconds(1), now.plusSeconds(9)).writeTo(certificate);
        refuses(certificate + " is valid from 2026-11-23T10:00:01Z to 2026-11-23T10:00:09Z: expected");
    }

    @Test
    void refusesARootWithAnythingAboveIt() throws IOException {
        Files.writeString(certificate, text(good.pem()) + text(good.pem()));
        refuses(certificate + " is no chain: CN=Foreign CA did not sign CN=Foreign CA before it");
    }

    @Test
    void refusesFilesThatHoldNoKey() throws IOException {
        Files.write(key, good.pem());
        refuses(key + " holds no private key: expected PEM with PRIVATE KEY, EC PRIVATE KEY or RSA PRIVATE KEY");
        Files.writeString(key, "");
        refuses("holds no private key");
        Files.write(key, good.keys().getPrivate().getEncoded());
        refuses("holds no private key");
        Files.writeString(key, text(good.keyPem()).substring(0, 60));
        refuses(key + " is broken PEM: expected a private key");
        Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        refuses(key + " is broken PEM: expected a private key");
        Files.delete(key);
        refuses("cannot read " + key + ": no such file or folder");
    }

    @Test
    void refusesAKeyThatIsEncryptedAndSaysHowToDecryptIt() throws Exception {
        Openssl.require();
        Openssl.run("pkcs8", "-topk8", "-in", key, "-out", folder.resolve("8.key"), "-passout", "pass:x");
        Openssl.run("ec", "-in", key, "-out", folder.resolve("1.key"), "-aes128", "-passout", "pass:x");
        for (String encrypted : new String[]{"8.key", "1.key"}) {
            key = folder.resolve(encrypted);
            refuses(key + " holds an encrypted private key; expected an unencrypted one");
        }
    }

    @Test
    void refusesAKeyOfAnotherAlgorithm() throws IOException {
        KeyPair ed25519 = ForeignCertificate.keys("Ed25519", NamedParameterSpec.ED25519);
        Files.write(key, Pem.encode("PRIVATE KEY", ed25519.getPrivate().getEncoded()));
        refuses(key + " holds a key of algorithm 1.3.101.112; expected EC or RSA");
    }

    @Test
    void refusesAKeyWithoutTheNameOfItsCurve() throws IOException {
        Files.write(key, Pem.encode("EC PRIVATE KEY", PrivateKeyInfo
                .getInstance(good.keys().getPrivate().getEncoded()).parsePrivateKey().toASN1Primitive().getEncoded()));
        refuses(key + " holds an unusable EC key: expected one on a named curve, or RSA");
    }

    private X509Certificate certificateOf(DeviceIdentity device) throws IOException {
        return CertificateFile.read(Files.write(folder.resolve("device.der"), device.certificateDer())).only();
    }

    private MakerCa imported() {
        return MakerCa.importFrom(certificate, key, Workshop.CLOCK);
    }

    private void refuses(String message) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(this::imported).withMessageContaining(message)
                .extracting(FactoryException::getMessage).asString().doesNotContain("\n");
    }

    private static String text(byte[] pem) {
        return new String(pem, StandardCharsets.US_ASCII);
    }
}
