package io.firstclaim.factory;

import io.firstclaim.core.ResourceId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.util.Base64;

/// The proof of possession that an account sends with a trusted certificate that is not for enrollment: the CA's
/// signature over the account id, so that nobody trusts a CA whose key they don't hold. A signature made for one
/// account is worth nothing to another.
public final class CaSignature {
    private CaSignature() {}

    /// Signs the account id's 32 ASCII characters with SHA256withECDSA or SHA256withRSA, by the kind of key.
    ///
    /// @param caKey the CA's private key, EC or RSA; [PrivateKeyFile] reads one
    /// @return base64, one line
    public static String sign(PrivateKey caKey, ResourceId accountId) {
        String algorithm = switch (caKey.getAlgorithm()) {
            case "EC" -> "SHA256withECDSA";
            case "RSA" -> "SHA256withRSA";
            default -> throw new FactoryException(
                    "CA key of kind " + caKey.getAlgorithm() + ": expected EC or RSA");
        };
        byte[] text = accountId.toString().getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(caKey);
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new FactoryException("the CA key can't sign with " + algorithm + ": " + e.getMessage(), e);
        }
    }
}
