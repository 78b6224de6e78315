package io.firstclaim.factory;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;

import javax.security.auth.x500.X500Principal;

/// What makes a certificate one of a CA that devices and servers can use. Messages name the file it came from.
final class CaRules {
    private static final int KEY_CERT_SIGN = 5;

    private CaRules() {}

    /// Refuses what isn't the certificate of a CA with a name, the right to sign certificates, and a key on P-256.
    static void requireCa(X509Certificate certificate, Path file) {
        if (certificate.getBasicConstraints() < 0) {
            throw new FactoryException(file + " is not a CA certificate (" + nameOf(certificate)
                    + "): expected basic constraints CA:TRUE");
        }
        boolean[] usage = certificate.getKeyUsage();
        if (usage == null || !usage[KEY_CERT_SIGN]) {
            throw new FactoryException(file + " may not sign certificates (" + nameOf(certificate)
                    + "): expected key usage keyCertSign");
        }
        if (nameOf(certificate).isEmpty()) {
            throw new FactoryException(file + " has an empty subject: expected a name that certificates can refer to");
        }
        P256.requireKey(certificate.getPublicKey(), file);
    }

    /// Refuses what is not valid at that time.
    static void requireValid(X509Certificate certificate, Path file, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant to = certificate.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(to)) {
            throw new FactoryException(
                    file + " is valid from " + from + " to " + to + ": expected a certificate that is valid now");
        }
    }

    static String nameOf(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName(X500Principal.RFC2253);
    }
}
