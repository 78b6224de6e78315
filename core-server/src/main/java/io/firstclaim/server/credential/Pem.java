package io.firstclaim.server.credential;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/// Certificates as PEM (RFC 7468, section 5).
public final class Pem {
    private static final int LINE = 64;

    private Pem() {}

    /// One certificate, with a line end at its end.
    public static String of(X509Certificate certificate) {
        var base64 = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII));
        try {
            return "-----BEGIN CERTIFICATE-----\n" + base64.encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A certificate that was read can't be written", impossible);
        }
    }
}
