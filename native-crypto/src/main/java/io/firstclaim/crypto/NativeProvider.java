package io.firstclaim.crypto;

import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A security provider for what costs on P-256: key pairs, ECDSA and ECDH. It has another provider's native code do it, and the JDK's whatever is not
/// on P-256 or is not right: a key or a point that native code refuses is put to the JDK, and what the JDK says of it counts. Whoever uses it sees the
/// exceptions of the JDK and no others.
///
/// Everything else, certificates and their keys, AES, hashes, HMAC and random numbers, stays with whom it was: there native code gains nothing.
final class NativeProvider extends Provider {

    static final String NAME = "FirstclaimNative";

    private static final long serialVersionUID = 1L;
    /// Keys of hardware, that nobody can read, are not of these classes and go to their own provider.
    private static final Map<String, String> READABLE_KEYS = Map.of("SupportedKeyClasses",
            "java.security.interfaces.ECPublicKey|java.security.interfaces.ECPrivateKey");

    /// What makes an instance of a service.
    private interface Maker {
        Object make() throws GeneralSecurityException;
    }

    /// @param natively whose code it is
    NativeProvider(Provider natively) {
        super(NAME, "1", "P-256 by " + natively.getName());
        NativeKeys keys = new NativeKeys(natively);
        put("KeyPairGenerator", "EC", List.of("1.2.840.10045.2.1", "OID.1.2.840.10045.2.1"), Map.of(),
                () -> new EcKeyPairs(natively));
        put("KeyAgreement", "ECDH", List.of(), READABLE_KEYS, () -> new EcdhAgreement(natively, keys));
        ecdsa(natively, keys, "SHA1", "1.2.840.10045.4.1");
        ecdsa(natively, keys, "SHA256", "1.2.840.10045.4.3.2");
        ecdsa(natively, keys, "SHA384", "1.2.840.10045.4.3.3");
        ecdsa(natively, keys, "SHA512", "1.2.840.10045.4.3.4");
    }

    private void ecdsa(Provider natively, NativeKeys keys, String hash, String oid) {
        put("Signature", hash + "withECDSA", List.of(oid, "OID." + oid), READABLE_KEYS,
                () -> new EcdsaSignature(natively, keys, hash.replace("SHA", "SHA-")));
    }

    private void put(String type, String algorithm, List<String> aliases, Map<String, String> attributes,
            Maker maker) {
        putService(new Service(this, type, algorithm, NAME, aliases, attributes) {
            @Override
            public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
                try {
                    return maker.make();
                } catch (GeneralSecurityException missing) {
                    throw new NoSuchAlgorithmException(algorithm + " can't be had natively", missing);
                }
            }
        });
    }
}
