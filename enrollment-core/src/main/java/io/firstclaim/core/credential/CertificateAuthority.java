package io.firstclaim.core.credential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A CA of the system itself: P-256 and SHA256withECDSA, which is all that every client can read.
final class CertificateAuthority {
    static final String SIGNATURE = "SHA256withECDSA";
    /// Before every clock: a device without one starts in 1970.
    static final Instant BEGINNING = Instant.EPOCH;
    /// RFC 5280, section 4.1.2.5: no well-defined expiration date.
    static final Instant NEVER = Instant.parse("9999-12-31T23:59:59Z");

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final X500Name name;

    CertificateAuthority(X509Certificate certificate, PrivateKey key) {
        this.certificate = certificate;
        this.key = key;
        this.name = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    /// Makes the key and the self-signed certificate of a new CA.
    static CertificateAuthority create(String commonName, SecureRandom random) {
        var pair = newKeyPair(random);
        var subject = new X500Name("CN=" + commonName);
        var info = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        try {
            var builder = new X509v3CertificateBuilder(subject, new BigInteger(127, random).setBit(126),
                    Date.from(BEGINNING),
                    Date.from(NEVER), subject, info)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                    .addExtension(Extension.subjectKeyIdentifier, false, extensions().createSubjectKeyIdentifier(info));
            return new CertificateAuthority(sign(builder, pair.getPrivate()), pair.getPrivate());
        } catch (IOException e) {
            throw new SigningFailedException("The certificate of the CA '" + commonName + "' could not be made", e);
        }
    }

    X509Certificate certificate() {
        return certificate;
    }

    PrivateKey key() {
        return key;
    }

    /// Begins a certificate that this CA issues.
    Issue issue(BigInteger serial, X500Name subject, SubjectPublicKeyInfo publicKey, Instant notBefore,
            Instant notAfter) {
        return new Issue(new X509v3CertificateBuilder(name, serial, Date.from(notBefore), Date.from(notAfter), subject,
                publicKey));
    }

    /// A certificate that is not signed yet.
    final class Issue {
        private final X509v3CertificateBuilder builder;

        private Issue(X509v3CertificateBuilder builder) {
            this.builder = builder;
        }

        Issue with(ASN1ObjectIdentifier extension, boolean critical, ASN1Encodable value) {
            try {
                builder.addExtension(extension, critical, value);
                return this;
            } catch (IOException e) {
                throw new SigningFailedException("The extension " + extension + " could not be written", e);
            }
        }

        X509Certificate sign() {
            return CertificateAuthority.sign(builder, key);
        }
    }

    static JcaX509ExtensionUtils extensions() {
        try {
            return new JcaX509ExtensionUtils();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-1", e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            var holder = builder.build(new JcaContentSignerBuilder(SIGNATURE).build(key));
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(holder.getEncoded()));
        } catch (OperatorCreationException | GeneralSecurityException | IOException e) {
            throw new SigningFailedException("A certificate could not be signed", e);
        }
    }

    private static KeyPair newKeyPair(SecureRandom random) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }
}
