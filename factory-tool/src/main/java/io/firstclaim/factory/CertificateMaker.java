package io.firstclaim.factory;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// Builds the two kinds of certificate that a factory makes (RFC 5280 profile).
final class CertificateMaker {
    private static final int SERIAL_BITS = 127;

    private CertificateMaker() {}

    /// The maker's self-signed CA, which signs devices and no further CA.
    static X509Certificate caCertificate(KeyPair pair, CaOrder order, Instant from, Instant to, SecureRandom random) {
        X500Name subject = subject(order);
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(subject, newSerial(random), Date.from(from),
                Date.from(to), subject, pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyId(pair.getPublic()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode the CA's extensions", e);
        }
        return sign(builder, pair.getPrivate());
    }

    /// A device's certificate: for TLS clients only, valid exactly as long as its CA.
    static X509Certificate deviceCertificate(MakerCa ca, String commonName, PublicKey key, SecureRandom random) {
        X509Certificate issuer = ca.certificate();
        X500Name subject = new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(commonName))
                .build();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()), newSerial(random),
                issuer.getNotBefore(), issuer.getNotAfter(), subject, key);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyId(key));
            builder.addExtension(Extension.authorityKeyIdentifier, false,
                    new AuthorityKeyIdentifier(keyIdOf(issuer).getKeyIdentifier()));
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode the device's extensions", e);
        }
        return sign(builder, ca.key());
    }

    private static X500Name subject(CaOrder order) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        if (order.organization() != null) {
            name.addRDN(BCStyle.O, new DERUTF8String(order.organization()));
        }
        return name.addRDN(BCStyle.CN, new DERUTF8String(order.commonName())).build();
    }

    /// Random, positive, and always of the same length, so that a certificate's size can be foretold.
    private static BigInteger newSerial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
    }

    private static SubjectKeyIdentifier keyId(PublicKey key) {
        try {
            return new JcaX509ExtensionUtils().createSubjectKeyIdentifier(key);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /// The key identifier that the CA gave itself, as an imported one may have chosen it.
    private static SubjectKeyIdentifier keyIdOf(X509Certificate issuer) {
        try {
            SubjectKeyIdentifier own = SubjectKeyIdentifier
                    .fromExtensions(new JcaX509CertificateHolder(issuer).getExtensions());
            return own != null ? own : keyId(issuer.getPublicKey());
        } catch (CertificateException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(P256.SIGNATURE).build(key)));
        } catch (OperatorCreationException | CertificateException e) {
            throw new IllegalStateException("cannot sign a certificate", e);
        }
    }
}
