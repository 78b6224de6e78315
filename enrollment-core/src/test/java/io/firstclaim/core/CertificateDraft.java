package io.firstclaim.core;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// A certificate for tests, as good or as odd as the test wants it.
public final class CertificateDraft {
    private final String commonName;
    private KeyPair keys = newKeys("EC", "secp256r1");
    private Instant notBefore = Instant.EPOCH;
    private Instant notAfter = Instant.parse("2199-12-31T23:59:59Z");
    private @Nullable BasicConstraints constraints;
    private @Nullable KeyUsage usage = new KeyUsage(KeyUsage.digitalSignature);
    private @Nullable KeyPurposeId purpose = KeyPurposeId.id_kp_clientAuth;
    private boolean unknownCriticalExtension;
    private String hash = "SHA256";
    private boolean pss;

    private CertificateDraft(String commonName) {
        this.commonName = commonName;
    }

    /// A device's: P-256, for TLS clients, valid from 1970.
    public static CertificateDraft ofDevice(String commonName) {
        return new CertificateDraft(commonName);
    }

    /// A CA's.
    public static CertificateDraft ofCa(String commonName) {
        var draft = new CertificateDraft(commonName);
        draft.constraints = new BasicConstraints(true);
        draft.usage = new KeyUsage(KeyUsage.keyCertSign);
        draft.purpose = null;
        return draft;
    }

    /// With at most so many CA certificates below it.
    public CertificateDraft pathLength(int most) {
        constraints = new BasicConstraints(most);
        return this;
    }

    public CertificateDraft valid(Instant from, Instant until) {
        notBefore = from;
        notAfter = until;
        return this;
    }

    public CertificateDraft keys(KeyPair pair) {
        keys = pair;
        return this;
    }

    public CertificateDraft curve(String name) {
        return keys(newKeys("EC", name));
    }

    /// Null for no extended key usage.
    public CertificateDraft purpose(@Nullable KeyPurposeId only) {
        purpose = only;
        return this;
    }

    /// The bits of [KeyUsage]; 0 for none at all.
    public CertificateDraft usage(int bits) {
        usage = bits == 0 ? null : new KeyUsage(bits);
        return this;
    }

    /// No longer a CA's by its basic constraints.
    public CertificateDraft withoutConstraints() {
        constraints = null;
        return this;
    }

    public CertificateDraft withUnknownCriticalExtension() {
        unknownCriticalExtension = true;
        return this;
    }

    /// Signed over SHA-1.
    public CertificateDraft signedWeakly() {
        hash = "SHA1";
        return this;
    }

    /// Signed with RSASSA-PSS, which names its hash among its parameters only; the issuer's key has to be RSA.
    ///
    /// @param digest as in "SHA1"
    public CertificateDraft signedWithPss(String digest) {
        hash = digest;
        pss = true;
        return this;
    }

    public KeyPair keys() {
        return keys;
    }

    public X509Certificate selfSigned() {
        return signedBy(nameOf(commonName), keys.getPrivate());
    }

    public X509Certificate signedBy(X509Certificate issuer, PrivateKey key) {
        return signedBy(X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()), key);
    }

    private X509Certificate signedBy(X500Name issuer, PrivateKey key) {
        try {
            var builder = new JcaX509v3CertificateBuilder(issuer, new BigInteger(1, Samples.id().bytes()),
                    Date.from(notBefore), Date.from(notAfter), nameOf(commonName), keys.getPublic());
            add(builder, Extension.basicConstraints, constraints);
            add(builder, Extension.keyUsage, usage);
            add(builder, Extension.extendedKeyUsage, purpose == null ? null : new ExtendedKeyUsage(purpose));
            add(builder, new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"),
                    unknownCriticalExtension ? DERNull.INSTANCE : null);
            var algorithm = hash + (key.getAlgorithm().equals("RSA") ? "withRSA" : "withECDSA")
                    + (pss ? "andMGF1" : "");
            var signed = builder.build(new JcaContentSignerBuilder(algorithm)
                    .setProvider(new BouncyCastleProvider()).build(key));
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(signed.getEncoded()));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("A certificate for tests can't be made", e);
        }
    }

    private static void add(JcaX509v3CertificateBuilder builder, ASN1ObjectIdentifier id, @Nullable ASN1Encodable value)
            throws IOException {
        if (value != null) {
            builder.addExtension(id, true, value);
        }
    }

    private static X500Name nameOf(String commonName) {
        return new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, new DERUTF8String(commonName)).build();
    }

    /// A new pair; `parameter` is a curve, or the bits of RSA.
    public static KeyPair newKeys(String algorithm, String parameter) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            if (algorithm.equals("RSA")) {
                generator.initialize(Integer.parseInt(parameter));
            } else {
                generator.initialize(new ECGenParameterSpec(parameter));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A key for tests can't be made", e);
        }
    }
}
