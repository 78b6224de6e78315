package io.firstclaim.core.credential;

import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.Interleaving;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.credential.Authorities.StoredAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemAuthoritiesTest {
    private static final String PASSPHRASE = "corréct horse";

    private final Interleaving stores = new Interleaving(new FakeStores());

    @TempDir
    Path folder;

    @Test
    void areMadeOnceAndOpenedAfterwards() {
        var made = load(stores, PASSPHRASE);
        var opened = load(stores, PASSPHRASE);

        assertThat(opened.servers().certificate()).isEqualTo(made.servers().certificate());
        assertThat(opened.devices().certificate()).isEqualTo(made.devices().certificate());
        assertThat(made.servers().certificate()).isNotEqualTo(made.devices().certificate());
    }

    @Test
    void areNotOpenedByAnotherPassphrase() {
        load(stores, PASSPHRASE);

        assertProblem(Problem.NOT_POSSIBLE_NOW, () -> load(stores, PASSPHRASE + " "));
    }

    @Test
    void areMadeByOneOfTwoThatStartAtOnce() {
        var first = CertificateAuthority.create("Firstclaim server CA", new SecureRandom());
        var sealed = SealedKey.seal(first.key(), PASSPHRASE.toCharArray(), new SecureRandom());
        stores.before("authorities", "add", other -> other.authorities()
                .add(new StoredAuthority("server-ca", first.certificate(), sealed)));

        assertThat(load(stores, PASSPHRASE).servers().certificate()).isEqualTo(first.certificate());
    }

    @Test
    void suitDevicesWithoutAClock() throws Exception {
        var certificate = load(stores, PASSPHRASE).servers().certificate();

        certificate.checkValidity(Date.from(Instant.EPOCH));
        assertThat(certificate.getBasicConstraints()).isZero();
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void areStoredEncrypted() {
        load(stores, PASSPHRASE);
        var pem = stores.<String>inTransaction(s -> s.authorities().find("device-ca").orElseThrow().encryptedKeyPem());

        assertThat(pem).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    }

    @Test
    void haveKeysThatOpensslReads() throws Exception {
        assumeTrue(hasOpenssl(), "openssl is not installed");
        var authority = CertificateAuthority.create("Firstclaim test CA", new SecureRandom());
        var key = folder.resolve("key.pem");
        Files.writeString(key, SealedKey.seal(authority.key(), PASSPHRASE.toCharArray(), new SecureRandom()));
        var passphrase = folder.resolve("passphrase");
        Files.writeString(passphrase, PASSPHRASE + "\n", StandardCharsets.UTF_8);
        var out = folder.resolve("public.der");

        var openssl = new ProcessBuilder("openssl", "pkey", "-in", key.toString(), "-passin", "file:" + passphrase,
                "-pubout", "-outform", "DER", "-out", out.toString()).inheritIO().start();

        assertThat(openssl.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(openssl.exitValue()).isZero();
        assertThat(Files.readAllBytes(out)).isEqualTo(authority.certificate().getPublicKey().getEncoded());
    }

    private static SystemAuthorities load(Transactions stores, String passphrase) {
        return SystemAuthorities.load(stores, passphrase.toCharArray(), InstantSource.fixed(Samples.NOW),
                new SecureRandom());
    }

    private static boolean hasOpenssl() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version").redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
