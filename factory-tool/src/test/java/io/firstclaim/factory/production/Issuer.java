package io.firstclaim.factory.production;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/// Somebody else's CA, which issues whatever it is asked for.
record Issuer(X509Certificate certificate, KeyPair keys) {
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final SecureRandom RANDOM = new SecureRandom();

    /// What is asked for; the defaults are what a device should have.
    static final class Wish {
        X500Name subject = new X500Name("CN=meter-1");
        KeyPair keys = keys("secp256r1");
        @Nullable
        BasicConstraints constraints;
        @Nullable
        KeyUsage usage = new KeyUsage(KeyUsage.digitalSignature);
        @Nullable
        ExtendedKeyUsage extended = new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth);
        String signature = "SHA256withECDSA";
        /// The same of an issuer with an RSA key.
        String rsaSignature = "SHA256withRSA";
        Instant from = NOW.minus(Duration.ofDays(1));
        Instant to = NOW.plus(Duration.ofDays(3650));
        boolean oddCriticalExtension;
        int padding;
    }

    /// Changes a wish.
    @FunctionalInterface
    interface Change {
        void apply(Wish wish);

        default Change and(Change more) {
            return wish -> {
                apply(wish);
                more.apply(wish);
            };
        }
    }

    static Issuer root(String name) {
        return root(name, wish -> {});
    }

    static Issuer root(String name, Change change) {
        Wish wish = ca(name, 5, change);
        return new Issuer(sign(wish, wish.subject, wish.keys), wish.keys);
    }

    Issuer intermediate(String name) {
        return intermediate(name, wish -> {});
    }

    Issuer intermediate(String name, Change change) {
        Wish wish = ca(name, 4, change);
        return new Issuer(issue(wish), wish.keys);
    }

    X509Certificate device(String name) {
        return device(name, wish -> {});
    }

    X509Certificate device(String name, Change change) {
        return issue(wish(name, change));
    }

    X509Certificate issue(Wish wish) {
        return sign(wish, X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()), keys);
    }

    /// Signed by its own key.
    static X509Certificate selfSigned(String name, Change change) {
        Wish wish = wish(name, change);
        return sign(wish, wish.subject, wish.keys);
    }

    static Wish wish(String name, Change change) {
        Wish wish = new Wish();
        wish.subject = subject(name);
        change.apply(wish);
        return wish;
    }

    static X500Name subject(String... commonNames) {
        X500NameBuilder builder = new X500NameBuilder(BCStyle.INSTANCE);
        builder.addRDN(BCStyle.O, "Other maker");
        for (String name : commonNames) {
            builder.addRDN(BCStyle.CN, new DERUTF8String(name));
        }
        return builder.build();
    }

    static KeyPair keys(String curve) {
        return keys("EC", curve);
    }

    static KeyPair rsa() {
        return keys("RSA", "");
    }

    private static Wish ca(String name, int pathLength, Change change) {
        Wish wish = new Wish();
        wish.subject = subject(name);
        wish.constraints = new BasicConstraints(pathLength);
        wish.usage = new KeyUsage(KeyUsage.keyCertSign);
        wish.extended = null;
        change.apply(wish);
        return wish;
    }

    private static KeyPair keys(String algorithm, String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (curve.isEmpty()) {
                generator.initialize(2048, RANDOM);
            } else {
                generator.initialize(new ECGenParameterSpec(curve), RANDOM);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate sign(Wish wish, X500Name issuer, KeyPair signer) {
        try {
            var builder = new JcaX509v3CertificateBuilder(issuer, new BigInteger(64, RANDOM), Date.from(wish.from),
                    Date.from(wish.to), wish.subject, wish.keys.getPublic());
            if (wish.constraints != null) {
                builder.addExtension(Extension.basicConstraints, true, wish.constraints);
            }
            if (wish.usage != null) {
                builder.addExtension(Extension.keyUsage, true, wish.usage);
            }
            if (wish.extended != null) {
                builder.addExtension(Extension.extendedKeyUsage, false, wish.extended);
            }
            if (wish.oddCriticalExtension) {
                builder.addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1"), true, new DERUTF8String("?"));
            }
            if (wish.padding > 0) {
                builder.addExtension(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.2"), false,
                        new DERUTF8String("x".repeat(wish.padding)));
            }
            String algorithm = signer.getPrivate().getAlgorithm().equals("RSA")
                    ? wish.rsaSignature
                    : wish.signature;
            return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder(algorithm)
                    .setProvider(new BouncyCastleProvider()).build(signer.getPrivate())));
        } catch (IOException | OperatorCreationException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
