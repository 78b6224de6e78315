package io.firstclaim.core;

import io.firstclaim.core.trust.CaCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A maker's CA with its key, for tests.
public record SampleCa(X509Certificate certificate, KeyPair keys) {
    /// A new self-signed CA (P-256) with the common name.
    public static SampleCa named(String commonName) {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var keys = generator.generateKeyPair();
            return new SampleCa(selfSigned(new X500Name("CN=" + commonName), keys), keys);
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("A sample CA can't be made", e);
        }
    }

    /// As an account uploads it.
    public CaCertificate uploaded() {
        return CaCertificate.parse(pem());
    }

    /// The certificate as PEM.
    public String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder(64, new byte[]{'\n'})
                    .encodeToString(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A sample CA can't be written", e);
        }
    }

    private static X509Certificate selfSigned(X500Name name, KeyPair keys)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        var from = Instant.EPOCH;
        var builder = new JcaX509v3CertificateBuilder(name, new BigInteger(1, Samples.id().bytes()), Date.from(from),
                Date.from(from.plus(Duration.ofDays(36_500))), name, keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
        var signed = builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(signed.getEncoded()));
    }
}
