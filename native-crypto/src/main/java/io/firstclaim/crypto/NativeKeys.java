package io.firstclaim.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/// Private keys in the form that native code takes. To translate one costs as much as to sign with it, so keys that were not made natively, such as a
/// CA's from its file, are translated once.
final class NativeKeys {

    private final Provider provider;
    /// By equality of the encoding; an entry goes with the key that it was made for.
    private final Map<PrivateKey, PrivateKey> translated = Collections.synchronizedMap(new WeakHashMap<>());

    NativeKeys(Provider provider) {
        this.provider = provider;
    }

    /// The native form; empty for what is the JDK's business: another curve, or a key that does not show itself.
    Optional<PrivateKey> of(Key key) throws InvalidKeyException {
        if (key instanceof P256PrivateKey ours) {
            return Optional.of(ours.nativeKey());
        }
        if (!(key instanceof ECPrivateKey other) || !P256.holds(other)) {
            return Optional.empty();
        }
        PrivateKey known = translated.get(other);
        if (known == null) {
            byte[] encoded = other.getEncoded();
            if (encoded == null) {
                return Optional.empty();
            }
            known = translate(encoded);
            translated.put(other, known);
        }
        return Optional.of(known);
    }

    private PrivateKey translate(byte[] encoded) throws InvalidKeyException {
        try {
            return KeyFactory.getInstance("EC", provider).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException unreadable) {
            throw new InvalidKeyException("native code can't read this key", unreadable);
        }
    }
}
