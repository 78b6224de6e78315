package io.firstclaim.core.credential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Secrets at rest that the core must know again: AES-256-GCM under a key derived (HKDF-SHA256, RFC 5869) from the private key of one of its CAs, so that
/// the passphrase that guards the CA guards them too, and every core of the database has it.
public final class SecretBox {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random;

    private SecretBox(SecretKey key, SecureRandom random) {
        this.key = key;
        this.random = random;
    }

    /// The box of a purpose.
    static SecretBox of(PrivateKey authority, String purpose, SecureRandom random) {
        try {
            var derived = KDF.getInstance("HKDF-SHA256").deriveKey("AES", HKDFParameterSpec.ofExtract()
                    .addIKM(authority.getEncoded()).thenExpand(bytes(purpose), 32));
            return new SecretBox(derived, random);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform from 25 on has HKDF-SHA256", e);
        }
    }

    /// Encrypts a secret. `owner` names whose it is: it can be opened for the same only.
    public SealedSecret seal(byte[] secret, byte[] owner) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(secret);
            var box = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, box, NONCE_BYTES, sealed.length);
            return SealedSecret.ofBytes(box);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret could not be encrypted", e);
        }
    }

    /// Opens what was sealed.
    ///
    /// @throws IllegalStateException
    ///             when it was made by another authority or for another owner, or was changed
    public byte[] open(SealedSecret secret, byte[] owner) {
        var box = secret.bytes();
        try {
            return cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(box, NONCE_BYTES), owner).doFinal(box, NONCE_BYTES,
                    box.length - NONCE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A secret in the database can't be opened", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, byte[] owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner);
        return cipher;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
