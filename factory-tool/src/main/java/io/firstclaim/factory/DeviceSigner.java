package io.firstclaim.factory;

import java.io.IOException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
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
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/// Makes the certificates of devices with a CA's key (RFC 5280 profile). What is the same in all of them is prepared
/// once. May be used by several threads.
final class DeviceSigner {
    private static final int SERIAL_BITS = 127;

    private final X509Certificate issuer;
    private final X500Name issuerName;
    private final AuthorityKeyIdentifier issuerKeyId;
    private final P256Signer signer;
    private final boolean forTests;

    DeviceSigner(MakerCa ca) {
        this.issuer = ca.certificate();
        this.issuerName = X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded());
        this.issuerKeyId = new AuthorityKeyIdentifier(keyIdOf(issuer).getKeyIdentifier());
        this.signer = new P256Signer(ca.key());
        this.forTests = ca.isForTests();
    }

    /// A device's certificate: for TLS clients only, valid exactly as long as its CA. A test CA's devices carry its
    /// mark.
    X509CertificateHolder certificate(String commonName, SubjectPublicKeyInfo key, SecureRandom random) {
        X500NameBuilder subject = new X500NameBuilder(BCStyle.INSTANCE);
        if (forTests) {
            subject.addRDN(BCStyle.OU, new DERUTF8String(TestSeed.MARK));
        }
        subject.addRDN(BCStyle.CN, new DERUTF8String(commonName));
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(issuerName, newSerial(random),
                issuer.getNotBefore(), issuer.getNotAfter(), subject.build(), key);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            builder.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            builder.addExtension(Extension.subjectKeyIdentifier, false, keyId(key));
            builder.addExtension(Extension.authorityKeyIdentifier, false, issuerKeyId);
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode the device's extensions", e);
        }
        return builder.build(signer.contentSigner());
    }

    /// Random, positive, and always of the same length, so that a certificate's size can be foretold.
    static BigInteger newSerial(SecureRandom random) {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
    }

    /// SHA-1 of the key's bits (RFC 5280, 4.2.1.2, method 1).
    static SubjectKeyIdentifier keyId(SubjectPublicKeyInfo key) {
        try {
            return new SubjectKeyIdentifier(
                    MessageDigest.getInstance("SHA-1").digest(key.getPublicKeyData().getBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /// The key identifier that the CA gave itself, as an imported one may have chosen it.
    private static SubjectKeyIdentifier keyIdOf(X509Certificate issuer) {
        try {
            SubjectKeyIdentifier own = SubjectKeyIdentifier
                    .fromExtensions(new JcaX509CertificateHolder(issuer).getExtensions());
            return own != null
                    ? own
                    : keyId(SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }
}
