package io.firstclaim.benchmarks.load;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.conscrypt.Conscrypt;

/// The curve P-256 by a native library where there is one for this machine, otherwise by the JDK: the generator must not be what limits the server.
final class EllipticCurve {
    private static final Provider PROVIDER = provider();
    private static final ECParameterSpec P_256 = parameters();
    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;

    private EllipticCurve() {}

    private static Provider provider() {
        try {
            return Conscrypt.isAvailable()
                    ? Conscrypt.newProvider()
                    : KeyPairGenerator.getInstance("EC").getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has elliptic curves", e);
        }
    }

    private static ECParameterSpec parameters() {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has P-256", e);
        }
    }

    /// What computes here.
    static String implementation() {
        return PROVIDER.getName();
    }

    static KeyPair newKeys() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("EC", PROVIDER);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static byte[] sign(PrivateKey key, byte[] message) throws GeneralSecurityException {
        return sign("SHA256withECDSA", key, message);
    }

    static byte[] signHash(PrivateKey key, byte[] hash) throws GeneralSecurityException {
        return sign("NONEwithECDSA", key, hash);
    }

    private static byte[] sign(String algorithm, PrivateKey key, byte[] message) throws GeneralSecurityException {
        var signature = Signature.getInstance(algorithm, PROVIDER);
        signature.initSign(key);
        signature.update(message);
        return signature.sign();
    }

    static boolean verifyHash(PublicKey key, byte[] hash, byte[] signature) throws GeneralSecurityException {
        var verifier = Signature.getInstance("NONEwithECDSA", PROVIDER);
        verifier.initVerify(key);
        verifier.update(hash);
        return verifier.verify(signature);
    }

    /// The secret that both sides know.
    ///
    /// @param point
    ///            of the other side, as [#encoded] writes it
    static byte[] agree(PrivateKey key, byte[] point) throws GeneralSecurityException {
        if (point.length != 1 + 2 * COORDINATE || point[0] != UNCOMPRESSED) {
            throw new GeneralSecurityException("not an uncompressed point of P-256");
        }
        var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE));
        var y = new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, point.length));
        var other = KeyFactory.getInstance("EC", PROVIDER)
                .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), P_256));
        var agreement = KeyAgreement.getInstance("ECDH", PROVIDER);
        agreement.init(key);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }

    /// A public key as TLS sends it: RFC 8422, section 5.4.1.
    static byte[] encoded(PublicKey key) {
        var point = ((ECPublicKey) key).getW();
        var encoded = new byte[1 + 2 * COORDINATE];
        encoded[0] = UNCOMPRESSED;
        put(point.getAffineX(), encoded, 1);
        put(point.getAffineY(), encoded, 1 + COORDINATE);
        return encoded;
    }

    private static void put(BigInteger coordinate, byte[] into, int at) {
        var bytes = coordinate.toByteArray();
        int length = Math.min(COORDINATE, bytes.length);
        System.arraycopy(bytes, bytes.length - length, into, at + COORDINATE - length, length);
    }
}
