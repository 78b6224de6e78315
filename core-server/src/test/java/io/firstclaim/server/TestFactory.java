package io.firstclaim.server;

import com.google.protobuf.ByteString;
import io.firstclaim.core.enrollment.EnrollmentId;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// A maker of devices: a CA, and the device certificates that it issues.
record TestFactory(X509Certificate ca, KeyPair keys) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALGORITHM = "SHA256withECDSA";

    /// A maker with a CA of its own.
    static TestFactory named(String name) {
        var keys = newKeys();
        return new TestFactory(caCertificate(new X500Name("CN=" + name), keys), keys);
    }

    /// A device certificate of the name.
    TestDevice make(String endpointName) {
        var subject = new X500Name("CN=" + endpointName);
        var deviceKeys = newKeys();
        try {
            var builder = certificate(new X500Name(ca.getSubjectX500Principal().getName()), subject, deviceKeys);
            builder.addExtension(Extension.extendedKeyUsage, false,
                    new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            return new TestDevice(endpointName, sign(builder, keys));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The CA as an administrator uploads it.
    String pem() {
        return pem(ca);
    }

    /// Proof for an account that this maker holds the key of its CA.
    String proofFor(String accountId) {
        try {
            var signature = Signature.getInstance(ALGORITHM);
            signature.initSign(keys.getPrivate());
            signature.update(accountId.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static KeyPair newKeys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String pem(X509Certificate certificate) {
        return io.firstclaim.server.credential.Pem.of(certificate);
    }

    /// A certification request of the key.
    static ByteString request(KeyPair keys) {
        try {
            var request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=edge"), keys.getPublic())
                    .build(new JcaContentSignerBuilder(ALGORITHM).build(keys.getPrivate()));
            return ByteString.copyFrom(request.getEncoded());
        } catch (IOException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static X509Certificate caCertificate(X500Name name, KeyPair keys) {
        try {
            var builder = certificate(name, name, keys);
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            return sign(builder, keys);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JcaX509v3CertificateBuilder certificate(X500Name issuer, X500Name subject, KeyPair keys) {
        return new JcaX509v3CertificateBuilder(issuer, new BigInteger(64, RANDOM),
                Date.from(Instant.parse("2020-01-01T00:00:00Z")), Date.from(Instant.parse("2090-01-01T00:00:00Z")),
                subject, keys.getPublic());
    }

    private static X509Certificate sign(JcaX509v3CertificateBuilder builder, KeyPair signer) {
        try {
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(ALGORITHM).build(signer.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// A device as it leaves the factory.
    record TestDevice(String endpointName, X509Certificate certificate) {
        String enrollmentIdentity() {
            return EnrollmentId.ofCertificate(der().toByteArray()).toString();
        }

        ByteString der() {
            return io.firstclaim.server.call.Answers.der(certificate);
        }
    }
}
