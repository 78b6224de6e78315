package io.firstclaim.factory;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;

/// Reads a private key from a PEM file as openssl writes them: PKCS#8 (`PRIVATE KEY`), SEC1 (`EC PRIVATE KEY`) or
/// PKCS#1 (`RSA PRIVATE KEY`). The first key counts. Messages name the file and the block's kind, never its content.
public final class PrivateKeyFile {
    /// Far above any private key; what is larger is something else.
    static final int MAX_FILE_BYTES = 64 * 1024;

    private PrivateKeyFile() {}

    /// Reads an unencrypted EC or RSA private key.
    ///
    /// @throws FactoryException when the file can't be read, is not PEM, holds no key or an encrypted one
    public static PrivateKey read(Path path) {
        String text = new String(SafeFiles.read(path, MAX_FILE_BYTES), StandardCharsets.ISO_8859_1);
        PrivateKeyInfo info = parse(path, text);
        String algorithm = algorithm(path, info.getPrivateKeyAlgorithm().getAlgorithm());
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        } catch (InvalidKeySpecException | IOException e) {
            throw new FactoryException(
                    path + " holds an unusable " + algorithm + " key: expected one on a named curve, or RSA", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static PrivateKeyInfo parse(Path path, String text) {
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                PrivateKeyInfo info = key(path, block);
                if (info != null) {
                    return info;
                }
            }
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw new FactoryException(path + " is broken PEM: expected a private key", e);
        }
        throw new FactoryException(
                path + " holds no private key: expected PEM with PRIVATE KEY, EC PRIVATE KEY or RSA PRIVATE KEY");
    }

    private static @Nullable PrivateKeyInfo key(Path path, Object block) {
        return switch (block) {
            case PrivateKeyInfo info -> info;
            case PEMKeyPair pair -> pair.getPrivateKeyInfo();
            case PEMEncryptedKeyPair e -> throw encrypted(path);
            case PKCS8EncryptedPrivateKeyInfo e -> throw encrypted(path);
            default -> null;
        };
    }

    private static FactoryException encrypted(Path path) {
        return new FactoryException(path + " holds an encrypted private key; expected an unencrypted one"
                + " (decrypt it with: openssl pkey -in FILE -out PLAIN)");
    }

    private static String algorithm(Path path, ASN1ObjectIdentifier oid) {
        if (oid.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return "EC";
        }
        if (oid.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return "RSA";
        }
        throw new FactoryException(path + " holds a key of algorithm " + oid + "; expected EC or RSA");
    }
}
