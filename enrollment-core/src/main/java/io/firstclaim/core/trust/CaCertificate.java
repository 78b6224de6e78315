package io.firstclaim.core.trust;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;
import io.firstclaim.core.Text;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/// An uploaded CA certificate: the PEM as it came, and its trust anchor, which is the last certificate in it.
///
/// @param pem
///            as uploaded
/// @param anchor
///            the trust anchor
public record CaCertificate(String pem, X509Certificate anchor) {
    /// The most characters of an upload.
    public static final int MAX_PEM_LENGTH = 32_768;

    private static final int KEY_CERT_SIGN = 5;
    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ");
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----[A-Za-z0-9+/=\\s]+-----END (?:X509 |TRUSTED )?CERTIFICATE-----");

    /// Reads an upload.
    ///
    /// @throws FirstclaimException
    ///             with the field `certificate` when it is not PEM, or its last certificate is not a CA's
    public static CaCertificate parse(String pem) {
        Text.require("certificate", pem, MAX_PEM_LENGTH);
        if (BEGIN.matcher(pem).results().count() != BLOCK.matcher(pem).results().count()) {
            throw invalid(
                    "The PEM holds something that is no certificate, or a broken one: only certificates are expected, "
                            + "and never a private key.");
        }
        var blocks = BLOCK.matcher(pem).results().map(block -> read(block.group())).toList();
        if (blocks.isEmpty()) {
            throw invalid("There is no certificate: PEM is expected, beginning with '-----BEGIN CERTIFICATE-----'.");
        }
        return new CaCertificate(pem, requireCa(blocks));
    }

    /// SHA-256 of the trust anchor.
    public Fingerprint fingerprint() {
        return Fingerprint.of(anchor);
    }

    /// Whether the trust anchor is within its time (RFC 5280, section 4.1.2.5).
    public boolean isValid(Instant now) {
        return !now.isBefore(anchor.getNotBefore().toInstant()) && !now.isAfter(anchor.getNotAfter().toInstant());
    }

    private static X509Certificate requireCa(List<X509Certificate> chain) {
        var anchor = chain.getLast();
        if (anchor.getBasicConstraints() < 0) {
            throw invalid("The certificate of '%s' is not a CA's: CA:TRUE is expected in its basic constraints."
                    .formatted(Shown.shortened(anchor.getSubjectX500Principal().getName())));
        }
        var usage = anchor.getKeyUsage();
        if (usage == null || !usage[KEY_CERT_SIGN]) {
            throw invalid("The certificate of '%s' may not sign certificates: keyCertSign is expected in its key usage."
                    .formatted(Shown.shortened(anchor.getSubjectX500Principal().getName())));
        }
        return anchor;
    }

    private static X509Certificate read(String block) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(block.getBytes(StandardCharsets.US_ASCII)));
        } catch (CertificateException e) {
            throw invalid("A certificate of the PEM can't be read: " + e.getMessage());
        }
    }

    private static FirstclaimException invalid(String message) {
        return FirstclaimException.invalid("certificate", message);
    }
}
