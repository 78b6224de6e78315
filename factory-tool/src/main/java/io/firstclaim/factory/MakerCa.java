package io.firstclaim.factory;

import io.firstclaim.core.ResourceId;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/// The maker's certificate authority: what signs the certificates of the devices, and what account administrators
/// upload as a trusted CA (the certificate, without its key). Its folder holds `ca.pem` and `ca-key.pem`.
public final class MakerCa {
    static final String CERTIFICATE_FILE = "ca.pem";
    static final String KEY_FILE = "ca-key.pem";

    /// How far a device's or a server's clock may be behind the factory's.
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final X509Certificate certificate;
    private final PrivateKey key;

    private MakerCa(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
    }

    /// Makes a new self-signed CA in memory: P-256, SHA-256, CA:TRUE with path length 0, keyCertSign and cRLSign.
    /// [#writeTo] keeps it.
    public static MakerCa create(CaOrder order, Clock clock, SecureRandom random) {
        ZonedDateTime from = clock.instant().atZone(ZoneOffset.UTC).withNano(0).minus(CLOCK_SKEW);
        KeyPair pair = P256.newKeyPair(random);
        X509Certificate certificate = CertificateMaker.caCertificate(pair, order, from.toInstant(),
                from.plusYears(order.validityYears()).toInstant(), random);
        return new MakerCa(certificate, pair.getPrivate());
    }

    /// Takes over a CA that was made elsewhere.
    ///
    /// @param certificateFile its certificate, PEM or DER, exactly one
    /// @param keyFile its private key, PEM, PKCS#8 or SEC1, unencrypted
    /// @throws FactoryException when the certificate isn't one of a P-256 CA that may sign certificates now, or the
    ///         key isn't its key
    public static MakerCa importFrom(Path certificateFile, Path keyFile, Clock clock) {
        X509Certificate certificate = CertificateFile.read(certificateFile).only();
        CaRules.requireCa(certificate, certificateFile);
        CaRules.requireValid(certificate, certificateFile, clock.instant());
        PrivateKey key = PrivateKeyFile.read(keyFile);
        if (!P256.belongTogether(certificate.getPublicKey(), key)) {
            throw new FactoryException(keyFile + " is not the key of " + certificateFile
                    + ": expected the private key of " + CaRules.nameOf(certificate));
        }
        return new MakerCa(certificate, key);
    }

    /// Opens the folder that [#writeTo] made, with the checks of [#importFrom].
    public static MakerCa open(Path folder, Clock clock) {
        return importFrom(folder.resolve(CERTIFICATE_FILE), folder.resolve(KEY_FILE), clock);
    }

    /// Writes `ca.pem` and `ca-key.pem` (PKCS#8), for the owner only. The folder appears with both or not at all.
    ///
    /// @param folder absent or empty
    /// @throws FactoryException when there is a CA already, or anything else
    public void writeTo(Path folder) {
        Path target = folder.toAbsolutePath().normalize();
        if (Files.exists(target.resolve(CERTIFICATE_FILE), LinkOption.NOFOLLOW_LINKS)
                || Files.exists(target.resolve(KEY_FILE), LinkOption.NOFOLLOW_LINKS)) {
            throw new FactoryException(folder + " holds a CA already; it is never overwritten");
        }
        Path staged = SafeFiles.createStaging(target);
        try {
            SafeFiles.write(staged.resolve(CERTIFICATE_FILE), certificatePem());
            SafeFiles.write(staged.resolve(KEY_FILE), Pem.encode("PRIVATE KEY", key.getEncoded()));
            SafeFiles.moveFolder(staged, target);
        } finally {
            SafeFiles.deleteTree(staged);
        }
    }

    /// The CA's certificate, which is public.
    public X509Certificate certificate() {
        return certificate;
    }

    /// The proof that an account holds this CA's key: see [CaSignature].
    public String signatureFor(ResourceId accountId) {
        return CaSignature.sign(key, accountId);
    }

    byte[] certificatePem() {
        return Pem.encode("CERTIFICATE", CertificateFile.der(certificate));
    }

    /// For signing device certificates; stays in this package.
    PrivateKey key() {
        return key;
    }

    /// Subject and nothing else: a log line or an exception must not lead to the key.
    @Override
    public String toString() {
        return "MakerCa[" + CaRules.nameOf(certificate) + "]";
    }
}
