package io.firstclaim.factory;

import java.io.IOException;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.EllipticCurve;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;

/// The one kind of key that every device speaks: ECDSA with SHA-256 on P-256.
public final class P256 {
    static final String SIGNATURE = "SHA256withECDSA";

    private static final EllipticCurve CURVE = curve();

    private P256() {}

    static KeyPair newKeyPair(SecureRandom random) {
        FreshKey fresh = FreshKey.create(random);
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            return new KeyPair(keys.generatePublic(new X509EncodedKeySpec(fresh.publicKeyInfo().getEncoded())),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(fresh.privateKeyDer())));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }

    /// Refuses every other kind of key; `file` is where it came from.
    static void requireKey(PublicKey key, Path file) {
        if (!(key instanceof ECPublicKey ec)) {
            throw new FactoryException(file + " has a key of kind " + key.getAlgorithm() + ": expected EC on P-256");
        }
        EllipticCurve curve = ec.getParams().getCurve();
        if (!curve.equals(CURVE)) {
            throw new FactoryException(file + " has an EC key on another curve, of "
                    + curve.getField().getFieldSize() + " bits: expected P-256");
        }
    }

    /// Whether a public key is of that kind.
    public static boolean isKey(PublicKey key) {
        return key instanceof ECPublicKey ec && ec.getParams().getCurve().equals(CURVE);
    }

    /// Whether the private key makes signatures that the public P-256 key accepts.
    static boolean belongTogether(PublicKey publicKey, PrivateKey privateKey) {
        if (!privateKey.getAlgorithm().equals(publicKey.getAlgorithm())) {
            return false;
        }
        byte[] challenge = new byte[32];
        try {
            Signature signature = Signature.getInstance(SIGNATURE);
            signature.initSign(privateKey);
            signature.update(challenge);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(challenge);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // a key of another curve: its signature has another shape
            return false;
        }
    }

    private static EllipticCurve curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class).getCurve();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has P-256", e);
        }
    }
}
