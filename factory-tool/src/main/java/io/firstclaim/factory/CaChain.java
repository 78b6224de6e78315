package io.firstclaim.factory;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The CAs above an intermediate, as a device presents them: each signed the one before.
final class CaChain {
    /// Certificates that are taken above a CA. What a device presents must also fit into a handshake.
    static final int MAX_ABOVE = 4;

    private CaChain() {}

    /// The intermediates above the first certificate. A root at the end is checked and left out: whoever trusts it has it.
    ///
    /// @param chain the CA, then the CAs above it
    /// @param file where they came from, for messages
    /// @throws FactoryException when one did not sign the one before, or may not stand there
    static List<X509Certificate> above(List<X509Certificate> chain, Path file, Instant now) {
        if (chain.size() - 1 > MAX_ABOVE) {
            throw new FactoryException(file + " holds " + chain.size() + " certificates; expected a CA and at most "
                    + MAX_ABOVE + " above it");
        }
        List<X509Certificate> above = new ArrayList<>();
        for (int below = 1; below < chain.size(); below++) {
            X509Certificate lower = chain.get(below - 1);
            X509Certificate upper = chain.get(below);
            if (isRoot(lower) || !signed(upper, lower)) {
                throw new FactoryException(file + " is no chain: " + CaRules.nameOf(upper) + " did not sign "
                        + CaRules.nameOf(lower) + " before it; expected the CA, then its issuer, then that one's");
            }
            CaRules.requireValid(upper, file, now);
            if (upper.getBasicConstraints() < below) {
                throw new FactoryException(file + ": " + CaRules.nameOf(upper) + " must not have " + below
                        + (below == 1 ? " CA" : " CAs") + " below it: its path length is "
                        + upper.getBasicConstraints() + "; expected at least " + below);
            }
            if (!isRoot(upper)) {
                CaRules.requireCa(upper, file);
                above.add(upper);
            }
        }
        return requireSmall(above, file);
    }

    /// Whether it signed itself.
    static boolean isRoot(X509Certificate certificate) {
        return signed(certificate, certificate);
    }

    /// Whether the upper one's key signed the lower one, which names it as its issuer.
    static boolean signed(X509Certificate upper, X509Certificate lower) {
        if (!upper.getSubjectX500Principal().equals(lower.getIssuerX500Principal())) {
            return false;
        }
        try {
            lower.verify(upper.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            // another key, of the same name
            return false;
        }
    }

    private static List<X509Certificate> requireSmall(List<X509Certificate> certificates, Path file) {
        for (X509Certificate certificate : certificates) {
            int length = CertificateFile.der(certificate).length;
            if (length > DeviceIdentity.MAX_CERTIFICATE_BYTES) {
                throw new FactoryException(file + ": the certificate of " + CaRules.nameOf(certificate) + " has "
                        + length + " bytes; devices take at most " + DeviceIdentity.MAX_CERTIFICATE_BYTES);
            }
        }
        return List.copyOf(certificates);
    }
}
