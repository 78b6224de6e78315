package io.firstclaim.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import javax.crypto.KeyAgreementSpi;
import javax.crypto.SecretKey;
import javax.crypto.ShortBufferException;
import org.jspecify.annotations.Nullable;

/// ECDH (NIST SP 800-56A, section 5.7.1.2) by native code where both keys are on P-256, else by the JDK. A point that native code refuses is put to the
/// JDK, which says what is wrong with it.
final class EcdhAgreement extends KeyAgreementSpi {

    private final NativeKeys keys;
    private final KeyAgreement nativeOne;
    private final KeyAgreement jdkOne = KeyAgreement.getInstance("ECDH", P256.JDK);
    private @Nullable Key own;
    private boolean natively;

    EcdhAgreement(Provider natively, NativeKeys keys) throws GeneralSecurityException {
        this.keys = keys;
        this.nativeOne = KeyAgreement.getInstance("ECDH", natively);
    }

    @Override
    protected void engineInit(Key key, @Nullable SecureRandom random) throws InvalidKeyException {
        own = key;
        Optional<PrivateKey> translated = keys.of(key);
        natively = translated.isPresent();
        if (natively) {
            nativeOne.init(translated.get());
        } else {
            jdkOne.init(key);
        }
    }

    @Override
    protected void engineInit(Key key, @Nullable AlgorithmParameterSpec parameters, @Nullable SecureRandom random)
            throws InvalidKeyException, InvalidAlgorithmParameterException {
        if (parameters != null) {
            throw new InvalidAlgorithmParameterException("ECDH has no parameters");
        }
        engineInit(key, random);
    }

    @Override
    protected @Nullable Key engineDoPhase(Key key, boolean lastPhase) throws InvalidKeyException {
        if (natively && P256.holds(key) && lastPhase) {
            try {
                return nativeOne.doPhase(key, true);
            } catch (InvalidKeyException | RuntimeException refused) {
                // What is wrong with it, the JDK says.
            }
        }
        if (natively) {
            jdkOne.init(own);
            natively = false;
        }
        return jdkOne.doPhase(key, lastPhase);
    }

    @Override
    protected byte[] engineGenerateSecret() {
        return chosen().generateSecret();
    }

    @Override
    protected int engineGenerateSecret(byte[] shared, int offset) throws ShortBufferException {
        return chosen().generateSecret(shared, offset);
    }

    @Override
    protected SecretKey engineGenerateSecret(String algorithm) throws NoSuchAlgorithmException, InvalidKeyException {
        return chosen().generateSecret(algorithm);
    }

    private KeyAgreement chosen() {
        return natively ? nativeOne : jdkOne;
    }
}
