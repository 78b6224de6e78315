package io.firstclaim.factory;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAKeyGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// A self-signed certificate (unless nameless, which none can be) as somebody else's tool might have made it, right or wrong.
record ForeignCertificate(KeyPair keys, String subject, boolean ca, @Nullable Integer keyUsage, Instant from,
        Instant to) {

    /// One with nothing wrong.
    static ForeignCertificate goodCa() {
        return of(p256());
    }

    static ForeignCertificate of(KeyPair keys) {
        return new ForeignCertificate(keys, "CN=Foreign CA", true, KeyUsage.keyCertSign,
                Workshop.NOW.minus(Duration.ofDays(1)), Workshop.NOW.plus(Duration.ofDays(1)));
    }

    ForeignCertificate named(String newSubject) {
        return new ForeignCertificate(keys, newSubject, ca, keyUsage, from, to);
    }

    ForeignCertificate notCa() {
        return new ForeignCertificate(keys, subject, false, keyUsage, from, to);
    }

    ForeignCertificate withKeyUsage(@Nullable Integer usage) {
        return new ForeignCertificate(keys, subject, ca, usage, from, to);
    }

    ForeignCertificate valid(Instant newFrom, Instant newTo) {
        return new ForeignCertificate(keys, subject, ca, keyUsage, newFrom, newTo);
    }

    X509Certificate certificate() {
        X500Name issuer = new X500Name(subject.isEmpty() ? "CN=Root" : subject);
        var builder = new JcaX509v3CertificateBuilder(issuer, BigInteger.ONE, Date.from(from), Date.from(to),
                new X500Name(subject), keys.getPublic());
        try {
            if (subject.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, true,
                        new GeneralNames(new GeneralName(GeneralName.dNSName, "ca.example.com")));
            }
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            if (keyUsage != null) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(keyUsage));
            }
            String algorithm = keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate())));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] der() {
        return CertificateFile.der(certificate());
    }

    byte[] pem() {
        return Pem.encode("CERTIFICATE", der());
    }

    Path writeTo(Path file) throws IOException {
        return Files.write(file, pem());
    }

    byte[] keyPem() {
        return Pem.encode("PRIVATE KEY", keys.getPrivate().getEncoded());
    }

    Path writeKeyTo(Path file) throws IOException {
        return Files.write(file, keyPem());
    }

    /// `EC PRIVATE KEY`, as `openssl ecparam -genkey` writes it.
    byte[] sec1KeyPem() throws IOException {
        ECPrivateKey inner = ECPrivateKey
                .getInstance(PrivateKeyInfo.getInstance(keys.getPrivate().getEncoded()).parsePrivateKey());
        ASN1ObjectIdentifier curve = X9ObjectIdentifiers.prime256v1;
        return Pem.encode("EC PRIVATE KEY", new ECPrivateKey(256, inner.getKey(), curve).getEncoded());
    }

    static KeyPair p256() {
        return P256.newKeyPair(Workshop.RANDOM);
    }

    static KeyPair ec(String curve) {
        return keys("EC", new ECGenParameterSpec(curve));
    }

    static KeyPair rsa() {
        return keys("RSA", new RSAKeyGenParameterSpec(2048,
                RSAKeyGenParameterSpec.F4));
    }

    static KeyPair keys(String algorithm, AlgorithmParameterSpec parameters) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters, Workshop.RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
