package io.firstclaim.simulator;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// Keys and certificates for tests: P-256 and SHA-256 throughout, valid from 1970 unless said otherwise.
final class Pki {
    private static final AtomicLong SERIAL = new AtomicLong(1000);
    private static final Instant END = Instant.parse("2100-01-01T00:00:00Z");

    private Pki() {}

    /// A certificate and its key.
    record Entity(X509Certificate certificate, KeyPair keys) {
        byte[] der() {
            try {
                return certificate.getEncoded();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        byte[] pkcs8() {
            return keys.getPrivate().getEncoded();
        }
    }

    static Entity ca(String name) {
        return ca(name, Instant.EPOCH);
    }

    static Entity ca(String name, Instant notBefore) {
        KeyPair keys = keys();
        return sign(new X500Name("CN=" + name), keys, null, new X500Name("CN=" + name), keys, notBefore, null, 0);
    }

    static Entity server(Entity ca, String dnsName) {
        return server(ca, new GeneralName(GeneralName.dNSName, dnsName), Instant.EPOCH);
    }

    static Entity server(Entity ca, GeneralName name, Instant notBefore) {
        return signed(ca, "CN=server", KeyPurposeId.id_kp_serverAuth, notBefore, name, 0);
    }

    /// A server's certificate that takes more than this many bytes.
    static Entity largeServer(Entity ca, String dnsName, int bytes) {
        return signed(ca, "CN=server," + "OU=" + "x".repeat(60) + (",OU=" + "x".repeat(60)).repeat(bytes / 70),
                KeyPurposeId.id_kp_serverAuth, Instant.EPOCH, new GeneralName(GeneralName.dNSName, dnsName), 0);
    }

    /// A device's certificate.
    ///
    /// @param subject its whole subject
    static Entity device(Entity ca, String subject) {
        return signed(ca, subject, KeyPurposeId.id_kp_clientAuth, Instant.EPOCH, null, 0);
    }

    /// A device's certificate of exactly this many bytes.
    static Entity device(Entity ca, String subject, int bytes) {
        int padding = bytes - signed(ca, subject, KeyPurposeId.id_kp_clientAuth, Instant.EPOCH, null, 300).der().length
                + 300;
        while (true) {
            Entity entity = signed(ca, subject, KeyPurposeId.id_kp_clientAuth, Instant.EPOCH, null, padding);
            if (entity.der().length == bytes) {
                return entity;
            }
        }
    }

    private static Entity signed(Entity ca, String subject, KeyPurposeId purpose, Instant notBefore,
            @Nullable GeneralName name, int padding) {
        return sign(new X500Name(subject), keys(), purpose,
                new X500Name(ca.certificate().getSubjectX500Principal().getName()), ca.keys(), notBefore, name,
                padding);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Entity sign(X500Name subject, KeyPair keys, @Nullable KeyPurposeId purpose, X500Name issuer,
            KeyPair issuerKeys, Instant notBefore, @Nullable GeneralName name, int padding) {
        try {
            var builder = new JcaX509v3CertificateBuilder(issuer, BigInteger.valueOf(SERIAL.incrementAndGet()),
                    Date.from(notBefore), Date.from(END), subject, keys.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(purpose == null));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(
                    purpose == null ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.digitalSignature));
            if (purpose != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
            }
            if (name != null) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(name));
            }
            if (padding > 0) {
                builder.addExtension(Extension.subjectAlternativeName, false,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "x".repeat(padding))));
            }
            return new Entity(new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate()))),
                    keys);
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException(e);
        }
    }
}
