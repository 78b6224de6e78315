package io.firstclaim.core.trust;

import io.firstclaim.core.trust.HandshakeDecision.Untrusted;
import java.math.BigInteger;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/// What the certificates of a chain must be by themselves, before anybody asks who issued them (RFC 5280, section 6.1).
final class ChainRules {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final BigInteger P256_PRIME = new BigInteger(
            "ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);

    private ChainRules() {}

    /// Why the leaf is no usable client certificate, if it is none.
    static Optional<Untrusted> objectionToLeaf(X509Certificate leaf, Instant now) {
        if (!isP256(leaf)) {
            return untrusted(UntrustedReason.UNSUPPORTED_KEY, "the key of %s is not P-256", leaf);
        }
        var weak = objectionToSignature(leaf);
        if (weak.isPresent()) {
            return weak;
        }
        if (!isCurrent(leaf, now)) {
            return untrusted(UntrustedReason.EXPIRED, "%s is not within its validity", leaf);
        }
        if (leaf.hasUnsupportedCriticalExtension()) {
            return untrusted(UntrustedReason.WRONG_USAGE, "%s has a critical extension that is not understood", leaf);
        }
        if (!authenticatesClients(leaf)) {
            return untrusted(UntrustedReason.WRONG_USAGE, "%s may not authenticate a TLS client", leaf);
        }
        return Optional.empty();
    }

    /// Why a certificate may not issue the one before it, if it may not.
    ///
    /// @param below how many CA certificates stand between it and the leaf
    static Optional<Untrusted> objectionToIssuer(X509Certificate issuer, int below, Instant now) {
        if (!isCurrent(issuer, now)) {
            return untrusted(UntrustedReason.EXPIRED, "%s is not within its validity", issuer);
        }
        if (issuer.hasUnsupportedCriticalExtension()) {
            return untrusted(UntrustedReason.WRONG_USAGE, "%s has a critical extension that is not understood",
                    issuer);
        }
        var usage = issuer.getKeyUsage();
        if (issuer.getBasicConstraints() < below || (usage != null && !usage[KEY_CERT_SIGN])) {
            return untrusted(UntrustedReason.WRONG_USAGE, "%s may not issue certificates here", issuer);
        }
        return Optional.empty();
    }

    /// Why a certificate's signature says nothing, whoever made it.
    static Optional<Untrusted> objectionToSignature(X509Certificate certificate) {
        return SignatureHash.of(certificate).isBroken()
                ? untrusted(UntrustedReason.UNSUPPORTED_KEY, "%s is signed over a hash that is broken", certificate)
                : Optional.empty();
    }

    private static boolean authenticatesClients(X509Certificate leaf) {
        try {
            var extended = leaf.getExtendedKeyUsage();
            var usage = leaf.getKeyUsage();
            return (extended == null || extended.contains(CLIENT_AUTH) || extended.contains(ANY_USAGE))
                    && (usage == null || usage[DIGITAL_SIGNATURE]);
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static boolean isCurrent(X509Certificate certificate, Instant now) {
        try {
            certificate.checkValidity(Date.from(now));
            return true;
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return false;
        }
    }

    private static boolean isP256(X509Certificate leaf) {
        return leaf.getPublicKey() instanceof ECPublicKey key
                && key.getParams().getCurve().getField() instanceof ECFieldFp field
                && field.getP().equals(P256_PRIME);
    }

    private static Optional<Untrusted> untrusted(UntrustedReason reason, String detail, X509Certificate certificate) {
        return Optional.of(new Untrusted(reason, detail.formatted("'" + certificate.getSubjectX500Principal() + "'")));
    }
}
