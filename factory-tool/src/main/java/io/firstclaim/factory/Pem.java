package io.firstclaim.factory;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// The text form of certificates and keys (RFC 7468).
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[]{'\n'});

    private Pem() {}

    static byte[] encode(String label, byte[] der) {
        return text(label, der).getBytes(StandardCharsets.US_ASCII);
    }

    /// One block after the other.
    static byte[] encodeCertificates(List<X509Certificate> certificates) {
        return certificates.stream().map(certificate -> text("CERTIFICATE", CertificateFile.der(certificate)))
                .collect(Collectors.joining()).getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
