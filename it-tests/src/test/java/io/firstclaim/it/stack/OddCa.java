package io.firstclaim.it.stack;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A CA whose owner makes certificates that no honest factory makes.
public final class OddCa {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int SERIAL_BITS = 120;
    private static final Duration YEAR = Duration.ofDays(365);

    private final KeyPair keys = newKeys();
    private final X500Name name;
    private final X509Certificate certificate;

    /// @param name its subject, RFC 4514
    public OddCa(String name) {
        this.name = new X500Name(name);
        this.certificate = certificate(this.name, keys.getPublic(), Instant.now().minus(YEAR), Instant.now().plus(YEAR),
                true);
    }

    /// Its own certificate.
    public X509Certificate certificate() {
        return certificate;
    }

    /// The proof for an account that it holds the CA's key.
    public String proofFor(String accountId) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(accountId.getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign", e);
        }
    }

    /// A device that is as it should be.
    public Identity device(String endpointName) {
        return device(endpointName, Instant.now().minus(YEAR), Instant.now().plus(YEAR));
    }

    /// A device whose certificate ran out yesterday.
    public Identity expiredDevice(String endpointName) {
        return device(endpointName, Instant.now().minus(YEAR), Instant.now().minus(Duration.ofDays(1)));
    }

    /// A device whose certificate is good from tomorrow.
    public Identity futureDevice(String endpointName) {
        return device(endpointName, Instant.now().plus(Duration.ofDays(1)), Instant.now().plus(YEAR));
    }

    private Identity device(String endpointName, Instant from, Instant to) {
        KeyPair pair = newKeys();
        return new Identity(pair.getPrivate(),
                List.of(certificate(new X500Name("CN=" + endpointName), pair.getPublic(), from, to, false)));
    }

    private X509Certificate certificate(X500Name subject, PublicKey key, Instant from, Instant to,
            boolean ca) {
        try {
            var builder = new JcaX509v3CertificateBuilder(name, new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS),
                    Date.from(from), Date.from(to), subject, key)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(ca))
                    .addExtension(Extension.keyUsage, true,
                            new KeyUsage(ca ? KeyUsage.keyCertSign : KeyUsage.digitalSignature));
            if (!ca) {
                builder.addExtension(Extension.extendedKeyUsage, false,
                        new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
        } catch (CertIOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot make a certificate", e);
        }
    }

    /// A key pair on P-256.
    public static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }
}
