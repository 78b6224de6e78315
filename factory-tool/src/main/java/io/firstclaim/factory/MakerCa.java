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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The maker's certificate authority: what signs the certificates of the devices, and what account administrators
/// upload as a trusted CA (the certificate, without its key). Its folder holds `ca.pem`, `ca-key.pem` and, when the CA
/// is an intermediate that came with the CAs above it, those in `ca-chain.pem`.
public final class MakerCa {
    static final String CERTIFICATE_FILE = "ca.pem";
    static final String KEY_FILE = "ca-key.pem";
    static final String CHAIN_FILE = "ca-chain.pem";

    /// How far a device's or a server's clock may be behind the factory's.
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private final X509Certificate certificate;
    private final List<X509Certificate> above;
    private final PrivateKey key;

    private MakerCa(X509Certificate certificate, List<X509Certificate> above, PrivateKey key) {
        this.certificate = certificate;
        this.above = above;
        this.key = key;
    }

    /// Makes a new self-signed CA in memory: P-256, SHA-256, CA:TRUE with path length 0, keyCertSign and cRLSign.
    /// [#writeTo] keeps it.
    public static MakerCa create(CaOrder order, Clock clock, SecureRandom random) {
        return create(order, false, clock.instant().minus(CLOCK_SKEW), random);
    }

    /// Makes the same CA for the same order and seed, for tests only, with [TestSeed#MARK] in its name.
    public static MakerCa createForTests(CaOrder order, TestSeed seed) {
        return create(order, true, TestSeed.TIME.minus(CLOCK_SKEW), seed.randomOf("CA"));
    }

    private static MakerCa create(CaOrder order, boolean forTests, Instant start, SecureRandom random) {
        ZonedDateTime from = start.atZone(ZoneOffset.UTC).withNano(0);
        KeyPair pair = P256.newKeyPair(random);
        X509Certificate certificate = CertificateMaker.caCertificate(pair, order, forTests, from.toInstant(),
                from.plusYears(order.validityYears()).toInstant(), random);
        return new MakerCa(certificate, List.of(), pair.getPrivate());
    }

    /// Takes over a CA that was made elsewhere.
    ///
    /// @param certificateFile its certificate, PEM or DER; when it is an intermediate, PEM may go on with the CAs above
    ///        it, each the issuer of the one before
    /// @param keyFile its private key, PEM, PKCS#8 or SEC1, unencrypted
    /// @throws FactoryException when the certificate isn't one of a P-256 CA that may sign certificates now, the CAs
    ///         above it are no chain, or the key isn't its key
    public static MakerCa importFrom(Path certificateFile, Path keyFile, Clock clock) {
        List<X509Certificate> chain = CertificateFile.read(certificateFile).certificates();
        return importFrom(chain, certificateFile, keyFile, clock);
    }

    private static MakerCa importFrom(List<X509Certificate> chain, Path certificateFile, Path keyFile, Clock clock) {
        X509Certificate certificate = chain.getFirst();
        CaRules.requireCa(certificate, certificateFile);
        CaRules.requireValid(certificate, certificateFile, clock.instant());
        PrivateKey key = PrivateKeyFile.read(keyFile);
        if (!P256.belongTogether(certificate.getPublicKey(), key)) {
            throw new FactoryException(keyFile + " is not the key of " + certificateFile
                    + ": expected the private key of " + CaRules.nameOf(certificate));
        }
        return new MakerCa(certificate, CaChain.above(chain, certificateFile, clock.instant()), key);
    }

    /// Opens the folder that [#writeTo] made, with the checks of [#importFrom].
    public static MakerCa open(Path folder, Clock clock) {
        Path certificateFile = folder.resolve(CERTIFICATE_FILE);
        List<X509Certificate> chain = new ArrayList<>(List.of(CertificateFile.read(certificateFile).only()));
        Path above = folder.resolve(CHAIN_FILE);
        if (Files.exists(above)) {
            chain.addAll(CertificateFile.read(above).certificates());
        }
        return importFrom(chain, certificateFile, folder.resolve(KEY_FILE), clock);
    }

    /// Writes `ca.pem`, `ca-key.pem` (PKCS#8) and, if there are CAs above, `ca-chain.pem`, for the owner only. The
    /// folder appears with all or not at all.
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
            if (!above.isEmpty()) {
                SafeFiles.write(staged.resolve(CHAIN_FILE), Pem.encodeCertificates(above));
            }
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

    /// Whether it was made with a [TestSeed], or is an intermediate that carries the mark.
    public boolean isForTests() {
        return CaRules.nameOf(certificate).contains(TestSeed.MARK_IN_NAME);
    }

    /// The certificates that a device presents after its own: none below a root, else the CA and the intermediates
    /// above it.
    List<X509Certificate> presentedByDevices() {
        return CaChain.isRoot(certificate)
                ? List.of()
                : Stream.concat(Stream.of(certificate), above.stream()).toList();
    }

    byte[] certificatePem() {
        return Pem.encodeCertificates(List.of(certificate));
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
