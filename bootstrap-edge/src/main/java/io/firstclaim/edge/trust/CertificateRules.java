package io.firstclaim.edge.trust;

import io.firstclaim.edge.trust.ChainVerdict.Untrusted;
import io.firstclaim.proto.bootstrap.v1.UntrustedReason;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the certificates of a path have to say besides being signed (RFC 5280, section 6.1), as far as devices use it.
final class CertificateRules {

    private static final String PSS = "1.2.840.113549.1.1.10";
    private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
    private static final String ANY_USAGE = "2.5.29.37.0";
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int KEY_CERT_SIGN = 5;

    private CertificateRules() {}

    /// The first thing that is wrong.
    ///
    /// @param issuers from the issuer of the leaf up to the anchor
    static Optional<Untrusted> faultOf(X509Certificate leaf, List<X509Certificate> issuers, Instant now) {
        if (isOutsideValidity(leaf, now) || issuers.stream().anyMatch(issuer -> isOutsideValidity(issuer, now))) {
            return fault(UntrustedReason.UNTRUSTED_REASON_EXPIRED, "a certificate of the path is outside its validity");
        }
        if (leaf.hasUnsupportedCriticalExtension()
                || issuers.stream().anyMatch(X509Certificate::hasUnsupportedCriticalExtension)) {
            return fault(UntrustedReason.UNTRUSTED_REASON_WRONG_USAGE, "a critical extension is not understood");
        }
        if (isWeaklySigned(leaf)
                || issuers.subList(0, issuers.size() - 1).stream().anyMatch(CertificateRules::isWeaklySigned)) {
            return fault(UntrustedReason.UNTRUSTED_REASON_UNSUPPORTED_KEY,
                    "a certificate of the path is signed over a hash that is broken");
        }
        for (int i = 0; i < issuers.size(); i++) {
            if (!mayIssue(issuers.get(i), i)) {
                return fault(UntrustedReason.UNTRUSTED_REASON_WRONG_USAGE,
                        "not a CA: " + issuers.get(i).getSubjectX500Principal());
            }
        }
        if (!mayAuthenticateClient(leaf)) {
            return fault(UntrustedReason.UNTRUSTED_REASON_WRONG_USAGE, "the leaf may not authenticate a TLS client");
        }
        if (!isP256(leaf)) {
            return fault(UntrustedReason.UNTRUSTED_REASON_UNSUPPORTED_KEY, "the key of the leaf is not on P-256");
        }
        return Optional.empty();
    }

    private static Optional<Untrusted> fault(UntrustedReason reason, String detail) {
        return Optional.of(new Untrusted(reason, detail));
    }

    /// SHA-1 and what is older. The anchor's own signature proves nothing and is not looked at.
    private static boolean isWeaklySigned(X509Certificate certificate) {
        if (certificate.getSigAlgOID().equals(PSS)) {
            return !isStrongPss(certificate.getSigAlgParams());
        }
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return algorithm.startsWith("SHA1") || algorithm.startsWith("MD");
    }

    /// RSASSA-PSS has its hash among its parameters. Without any it is SHA-1 (RFC 4055, section 3.1).
    private static boolean isStrongPss(byte @Nullable [] encoded) {
        if (encoded == null) {
            return false;
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("RSASSA-PSS");
            parameters.init(encoded);
            String hash = parameters.getParameterSpec(PSSParameterSpec.class).getDigestAlgorithm();
            return !hash.equals("SHA-1") && !hash.startsWith("MD");
        } catch (IOException | NoSuchAlgorithmException | InvalidParameterSpecException unreadable) {
            // A hash that can't be read proves nothing.
            return false;
        }
    }

    private static boolean isOutsideValidity(X509Certificate certificate, Instant now) {
        return now.isBefore(certificate.getNotBefore().toInstant())
                || now.isAfter(certificate.getNotAfter().toInstant());
    }

    /// @param below how many intermediate certificates are under it
    private static boolean mayIssue(X509Certificate issuer, int below) {
        boolean[] usage = issuer.getKeyUsage();
        return issuer.getBasicConstraints() >= below && (usage == null || usage[KEY_CERT_SIGN]);
    }

    private static boolean mayAuthenticateClient(X509Certificate leaf) {
        boolean[] usage = leaf.getKeyUsage();
        if (usage != null && !usage[DIGITAL_SIGNATURE]) {
            return false;
        }
        try {
            List<String> extended = leaf.getExtendedKeyUsage();
            return extended == null || extended.contains(CLIENT_AUTH) || extended.contains(ANY_USAGE);
        } catch (CertificateParsingException unreadable) {
            // A usage that can't be read permits nothing.
            return false;
        }
    }

    private static boolean isP256(X509Certificate leaf) {
        return leaf.getPublicKey() instanceof ECPublicKey key && key.getParams().getCurve().equals(P256.CURVE);
    }
}
