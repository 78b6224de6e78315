package io.firstclaim.it.handshake;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECParameterSpec;

/// Key pairs of all kinds, those too that no JDK makes any more.
final class Keys {
    static final Provider PROVIDER = new BouncyCastleProvider();

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int RSA_BITS = 2048;

    private Keys() {}

    /// What every device has.
    static KeyPair p256() {
        return onCurve("secp256r1");
    }

    /// On a curve that has a name.
    static KeyPair onCurve(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(new ECGenParameterSpec(name), RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no curve " + name, e);
        }
    }

    /// On P-256, but with the curve written out where its name should be.
    static KeyPair p256WithoutItsName() {
        try {
            ECParameterSpec named = ECNamedCurveTable.getParameterSpec("P-256");
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
            generator.initialize(new ECParameterSpec(named.getCurve(), named.getG(), named.getN(), named.getH()),
                    RANDOM);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no explicit parameters", e);
        }
    }

    /// RSA with 2048 bits.
    static KeyPair rsa() {
        return of("RSA", RSA_BITS);
    }

    /// Ed25519.
    static KeyPair ed25519() {
        return of("Ed25519", 0);
    }

    private static KeyPair of(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, PROVIDER);
            if (bits > 0) {
                generator.initialize(bits, RANDOM);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no " + algorithm, e);
        }
    }

    /// How such a key signs by default.
    static String signatureOf(KeyPair keys) {
        if (keys.getPrivate() instanceof ECKey) {
            return "SHA256withECDSA";
        }
        return keys.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "Ed25519";
    }
}
