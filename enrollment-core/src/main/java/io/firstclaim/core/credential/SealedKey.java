package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.security.PrivateKey;
import java.security.SecureRandom;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.crypto.util.ScryptConfig;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEOutputEncryptorBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/// A private key at rest: PKCS#8 EncryptedPrivateKeyInfo as PEM, AES-256-CBC under a key from the passphrase by scrypt (RFC 7914). openssl reads it.
final class SealedKey {
    private static final String PEM_TYPE = "ENCRYPTED PRIVATE KEY";
    /// N = 2^14, r = 8, p = 1: about 0.05 s and 16 MB. Twice as much is more than openssl allows itself.
    private static final ScryptConfig SCRYPT = new ScryptConfig.Builder(16_384, 8, 1).withSaltLength(16).build();

    private SealedKey() {}

    static String seal(PrivateKey key, char[] passphrase, SecureRandom random) {
        try {
            var encryptor = new JcePKCSPBEOutputEncryptorBuilder(SCRYPT, NISTObjectIdentifiers.id_aes256_CBC)
                    .setProvider(new BouncyCastleProvider()).setRandom(random).build(passphrase);
            var sealed = new PKCS8EncryptedPrivateKeyInfoBuilder(PrivateKeyInfo.getInstance(key.getEncoded()))
                    .build(encryptor);
            return Pem.write(new PemObject(PEM_TYPE, sealed.getEncoded()));
        } catch (OperatorCreationException | IOException e) {
            throw new SigningFailedException("A key could not be encrypted", e);
        }
    }

    /// Opens a sealed key.
    ///
    /// @throws FirstclaimException [Problem#NOT_POSSIBLE_NOW] when the passphrase is wrong
    static PrivateKey open(String name, String pem, char[] passphrase) {
        try (var parser = new PEMParser(new StringReader(pem))) {
            var sealed = (PKCS8EncryptedPrivateKeyInfo) parser.readObject();
            var decryptor = new JcePKCSPBEInputDecryptorProviderBuilder().setProvider(new BouncyCastleProvider())
                    .build(passphrase);
            return new JcaPEMKeyConverter().getPrivateKey(sealed.decryptPrivateKeyInfo(decryptor));
        } catch (PKCSException | IOException e) {
            throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW, "passphrase",
                    "The key of the authority '%s' can't be opened: the passphrase is not the one it was made with (%s)."
                            .formatted(name, e.getMessage()));
        }
    }
}
