package io.firstclaim.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyPairGeneratorSpi;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/// Key pairs on P-256 from native code, whose random numbers are its own, seeded by the operating system; on other curves the JDK's. The public keys
/// are the JDK's in both cases.
final class EcKeyPairs extends KeyPairGeneratorSpi {

    private static final int P256_BITS = 256;

    private final KeyPairGenerator nativePairs;
    private final KeyPairGenerator jdkPairs = KeyPairGenerator.getInstance("EC", P256.JDK);
    private final KeyFactory jdkKeys = KeyFactory.getInstance("EC", P256.JDK);
    private boolean onP256;

    EcKeyPairs(Provider natively) throws GeneralSecurityException {
        nativePairs = KeyPairGenerator.getInstance("EC", natively);
        nativePairs.initialize(new ECGenParameterSpec("secp256r1"));
    }

    @Override
    public void initialize(int bits, @Nullable SecureRandom random) {
        onP256 = bits == P256_BITS;
        if (!onP256) {
            jdkPairs.initialize(bits, random);
        }
    }

    @Override
    public void initialize(AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
            throws InvalidAlgorithmParameterException {
        onP256 = switch (parameters) {
            case ECGenParameterSpec named -> P256.isNamed(named.getName());
            case ECParameterSpec written -> P256.isMeantBy(written);
            default -> false;
        };
        if (!onP256) {
            jdkPairs.initialize(parameters, random);
        }
    }

    @Override
    public KeyPair generateKeyPair() {
        if (!onP256) {
            return jdkPairs.generateKeyPair();
        }
        KeyPair made = nativePairs.generateKeyPair();
        if (!(made.getPrivate() instanceof ECPrivateKey key)) {
            throw new ProviderException("no key on a curve");
        }
        try {
            return new KeyPair(jdkKeys.generatePublic(new X509EncodedKeySpec(made.getPublic().getEncoded())),
                    new P256PrivateKey(key.getS(), key));
        } catch (GeneralSecurityException impossible) {
            throw new ProviderException("the JDK can't read a public key on P-256", impossible);
        }
    }
}
