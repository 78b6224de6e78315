package io.firstclaim.edge;

import io.firstclaim.edge.trust.P256;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority made for a test, that issues whatever the test asks for.
///
/// @param algorithm of its signatures
public record TestAuthority(X509Certificate certificate, PrivateKey key, String algorithm) {

    /// Before which nothing of ours ends.
    public static final Instant FAR = Instant.parse("2099-01-01T00:00:00Z");

    private static final String ECDSA = "SHA256withECDSA";
    private static final AtomicLong SERIAL = new AtomicLong(1);

    /// One with a key on P-256.
    public TestAuthority(X509Certificate certificate, PrivateKey key) {
        this(certificate, key, ECDSA);
    }

    /// A certificate with its key and the chain up to, but without, the self-signed one.
    public record Identity(List<X509Certificate> chain, PrivateKey key) {

        public X509Certificate leaf() {
            return chain.getFirst();
        }
    }

    /// What a test may want otherwise.
    public record Leaf(String subject, Instant notBefore, Instant notAfter, KeyPurposeId usage, KeyPair pair) {

        public static Leaf device(String name) {
            return new Leaf("CN=" + name, Instant.EPOCH, FAR, KeyPurposeId.id_kp_clientAuth, P256.generate());
        }

        public Leaf until(Instant end) {
            return new Leaf(subject, notBefore, end, usage, pair);
        }

        public Leaf from(Instant begin) {
            return new Leaf(subject, begin, notAfter, usage, pair);
        }

        public Leaf usedFor(KeyPurposeId purpose) {
            return new Leaf(subject, notBefore, notAfter, purpose, pair);
        }

        public Leaf with(KeyPair other) {
            return new Leaf(subject, notBefore, notAfter, usage, other);
        }
    }

    public static TestAuthority named(String subject) {
        KeyPair pair = P256.generate();
        return new TestAuthority(
                sign(ECDSA, subject, subject, pair.getPublic(), pair.getPrivate(), Instant.EPOCH, FAR, true, null,
                        List.of()),
                pair.getPrivate());
    }

    public TestAuthority intermediate(String subject) {
        KeyPair pair = P256.generate();
        return new TestAuthority(
                sign(algorithm, name(), subject, pair.getPublic(), key, Instant.EPOCH, FAR, true, null, List.of()),
                pair.getPrivate());
    }

    /// One with an RSA key.
    public static TestAuthority rsa(String subject) {
        try {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(2048);
            KeyPair pair = rsa.generateKeyPair();
            String algorithm = "SHA256withRSA";
            return new TestAuthority(sign(algorithm, subject, subject, pair.getPublic(), pair.getPrivate(),
                    Instant.EPOCH, FAR, true, null, List.of()), pair.getPrivate(), algorithm);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /// The same, signing otherwise.
    ///
    /// @param algorithm as in "SHA1withRSAandMGF1"
    public TestAuthority signingWith(String algorithm) {
        return new TestAuthority(certificate, key, algorithm);
    }

    public TestAuthority expired() {
        return new TestAuthority(
                sign(algorithm, name(), name(), certificate.getPublicKey(), key, Instant.EPOCH,
                        Instant.EPOCH.plusSeconds(1), true,
                        null, List.of()),
                key);
    }

    public TestAuthority notACa() {
        return new TestAuthority(
                sign(algorithm, name(), name(), certificate.getPublicKey(), key, Instant.EPOCH, FAR, false, null,
                        List.of()),
                key);
    }

    public Identity issue(Leaf leaf) {
        return new Identity(List
                .of(sign(algorithm, name(), leaf.subject(), leaf.pair().getPublic(), key, leaf.notBefore(),
                        leaf.notAfter(), false,
                        leaf.usage(), List.of())),
                leaf.pair().getPrivate());
    }

    public X509Certificate certifyClient(String subject, PublicKey publicKey) {
        return sign(algorithm, name(), subject, publicKey, key, Instant.EPOCH, FAR, false,
                KeyPurposeId.id_kp_clientAuth,
                List.of());
    }

    public X509Certificate certifyServer(String subject, PublicKey publicKey, List<String> hostNames, Instant end) {
        return sign(algorithm, name(), subject, publicKey, key, Instant.EPOCH, end, false,
                KeyPurposeId.id_kp_serverAuth,
                hostNames);
    }

    private String name() {
        return certificate.getSubjectX500Principal().getName();
    }

    private static X509Certificate sign(String algorithm, String issuer, String subject, PublicKey publicKey,
            PrivateKey signer,
            Instant from, Instant until,
            boolean ca, @org.jspecify.annotations.Nullable KeyPurposeId usage, List<String> hostNames) {
        try {
            var builder = new JcaX509v3CertificateBuilder(new X500Principal(issuer),
                    BigInteger.valueOf(SERIAL.getAndIncrement()),
                    Date.from(from), Date.from(until), new X500Principal(subject), publicKey);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            if (usage != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usage));
            }
            if (!hostNames.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(
                        hostNames.stream().map(host -> new GeneralName(GeneralName.dNSName, host))
                                .toArray(GeneralName[]::new)));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(new BouncyCastleProvider()).build(signer)));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
