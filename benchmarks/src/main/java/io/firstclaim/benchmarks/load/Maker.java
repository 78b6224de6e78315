package io.firstclaim.benchmarks.load;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;

/// A CA, and what it certifies: devices, and the servers and clients that a measurement needs.
public final class Maker {
    private static final Instant UNTIL = Instant.parse("2199-12-31T23:59:59Z");

    private final X500Name name;
    private final KeyPair keys;
    private final X509Certificate certificate;
    private final AtomicLong serial = new AtomicLong(1);

    /// A new CA of this common name.
    public Maker(String commonName) {
        try {
            this.name = new X500Name("CN=" + commonName);
            this.keys = EllipticCurve.newKeys();
            var builder = builder(name, keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            this.certificate = sign(builder);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("A CA can't be made", e);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /// The CA's certificate in PEM.
    public String pem() {
        return pem("CERTIFICATE", encoded(certificate));
    }

    /// So many devices, each with a key and a certificate of its own.
    public List<Device> devices(String prefix, int count) {
        return IntStream.range(0, count).parallel().mapToObj(i -> device(prefix + "-" + i)).toList();
    }

    private Device device(String commonName) {
        return device(commonName, new X500Name("CN=" + commonName));
    }

    /// A key and a certificate of the size that a device gets in a bootstrap, named as the product names them.
    ///
    /// @param accountId
    ///            of its owner
    public Device credential(String accountId) {
        return device(accountId, new X500Name("CN=meter-10000,OU=" + accountId + ",L=" + accountId));
    }

    private Device device(String called, X500Name subject) {
        try {
            var pair = EllipticCurve.newKeys();
            return new Device(called, certify(subject, pair.getPublic(), KeyPurposeId.id_kp_clientAuth, List.of()),
                    pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A device can't be made", e);
        }
    }

    /// A certificate for a key of a server, or of a client with names of its own.
    ///
    /// @param names
    ///            subject alternative names
    public X509Certificate certify(String commonName, PublicKey key, KeyPurposeId usage, List<GeneralName> names) {
        return certify(new X500Name("CN=" + commonName), key, usage, names);
    }

    private X509Certificate certify(X500Name subject, PublicKey key, KeyPurposeId usage, List<GeneralName> names) {
        try {
            var builder = builder(subject, key);
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(usage));
            if (!names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(names.toArray(GeneralName[]::new)));
            }
            return sign(builder);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("A certificate can't be made", e);
        }
    }

    private X509v3CertificateBuilder builder(X500Name subject, PublicKey key) {
        return new X509v3CertificateBuilder(name, BigInteger.valueOf(serial.getAndIncrement()),
                Date.from(Instant.EPOCH), Date.from(UNTIL), subject,
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    private X509Certificate sign(X509v3CertificateBuilder builder) throws IOException, GeneralSecurityException {
        var signed = builder.build(new Signer(keys.getPrivate())).getEncoded();
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(signed));
    }

    /// A certificate in DER.
    public static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A certificate that was read can't be written", e);
        }
    }

    /// Anything in PEM (RFC 7468).
    public static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der)
                + "\n-----END " + label + "-----\n";
    }

    /// ECDSA with SHA-256.
    private static final class Signer implements ContentSigner {
        private static final AlgorithmIdentifier ECDSA_SHA_256 = new AlgorithmIdentifier(
                X9ObjectIdentifiers.ecdsa_with_SHA256);

        private final PrivateKey key;
        private final ByteArrayOutputStream content = new ByteArrayOutputStream();

        Signer(PrivateKey key) {
            this.key = key;
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return ECDSA_SHA_256;
        }

        @Override
        public OutputStream getOutputStream() {
            return content;
        }

        @Override
        public byte[] getSignature() {
            try {
                return EllipticCurve.sign(key, content.toByteArray());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("A key of ours can't sign", e);
            }
        }
    }
}
