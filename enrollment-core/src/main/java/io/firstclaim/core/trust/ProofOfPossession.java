package io.firstclaim.core.trust;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// The proof that an account holds a CA's private key: a signature by it over the account id, 32 hex characters in ASCII.
final class ProofOfPossession {
    /// The most characters of a signature in base64: RSA with 16384 bits.
    static final int MAX_LENGTH = 2_732;

    private ProofOfPossession() {}

    /// Whether the possession is proven. A proof that is given must hold; none is needed in enrollment mode.
    ///
    /// @param signature base64 of SHA256withECDSA or SHA256withRSA, with line breaks or without; empty for none
    static boolean judge(boolean enrollmentMode, X509Certificate anchor, ResourceId accountId, String signature) {
        if (signature.isEmpty() && enrollmentMode) {
            return false;
        }
        if (signature.isEmpty()) {
            throw invalid("Without enrollment mode the proof that the account holds the CA's private key is needed: "
                    + "a signature over the account id.");
        }
        if (signature.length() > MAX_LENGTH || !holds(anchor.getPublicKey(), accountId, signature)) {
            throw invalid("The signature does not hold: base64 of a %s signature by the CA's key over '%s' is expected."
                    .formatted(algorithm(anchor.getPublicKey()), accountId));
        }
        return true;
    }

    private static boolean holds(PublicKey key, ResourceId accountId, String signature) {
        try {
            var verifier = Signature.getInstance(algorithm(key));
            verifier.initVerify(key);
            verifier.update(accountId.toString().getBytes(StandardCharsets.US_ASCII));
            return verifier.verify(Base64.getDecoder().decode(signature.replaceAll("\\s", "")));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static String algorithm(PublicKey key) {
        return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
    }

    private static FirstclaimException invalid(String message) {
        return FirstclaimException.invalid("signature", message);
    }
}
