package io.firstclaim.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.SignatureSpi;
import java.util.Optional;

/// ECDSA (FIPS 186-4, section 6): the JDK's hash, and a signature over it by native code, or by the JDK for keys that are not on P-256.
final class EcdsaSignature extends SignatureSpi {

    private static final String OVER_A_HASH = "NONEwithECDSA";

    private final MessageDigest hash;
    private final NativeKeys keys;
    private final Signature nativeOne;
    private final Signature jdkOne = Signature.getInstance(OVER_A_HASH, P256.JDK);
    private Signature chosen = jdkOne;

    EcdsaSignature(Provider natively, NativeKeys keys, String hash) throws GeneralSecurityException {
        this.hash = MessageDigest.getInstance(hash);
        this.keys = keys;
        this.nativeOne = Signature.getInstance(OVER_A_HASH, natively);
    }

    @Override
    protected void engineInitVerify(PublicKey key) throws InvalidKeyException {
        hash.reset();
        if (P256.holds(key)) {
            try {
                nativeOne.initVerify(key);
                chosen = nativeOne;
                return;
            } catch (InvalidKeyException | RuntimeException refused) {
                // What is wrong with it, the JDK says.
            }
        }
        jdkOne.initVerify(key);
        chosen = jdkOne;
    }

    @Override
    protected void engineInitSign(PrivateKey key) throws InvalidKeyException {
        hash.reset();
        Optional<PrivateKey> translated = keys.of(key);
        if (translated.isPresent()) {
            nativeOne.initSign(translated.get());
            chosen = nativeOne;
        } else {
            jdkOne.initSign(key);
            chosen = jdkOne;
        }
    }

    @Override
    protected void engineUpdate(byte one) {
        hash.update(one);
    }

    @Override
    protected void engineUpdate(byte[] bytes, int offset, int length) {
        hash.update(bytes, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
        chosen.update(hash.digest());
        return chosen.sign();
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
        chosen.update(hash.digest());
        return chosen.verify(signature);
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new UnsupportedOperationException("ECDSA has no parameters");
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new UnsupportedOperationException("ECDSA has no parameters");
    }
}
