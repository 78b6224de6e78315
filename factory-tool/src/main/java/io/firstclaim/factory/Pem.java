package io.firstclaim.factory;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/// The text form of certificates and keys (RFC 7468).
public final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[]{'\n'});

    private Pem() {}

    /// One block.
    ///
    /// @param label such as `CERTIFICATE` or `PRIVATE KEY`
    public static byte[] encode(String label, byte[] der) {
        return text(label, der).getBytes(StandardCharsets.US_ASCII);
    }

    /// One block after the other.
    static byte[] encodeCertificates(List<X509Certificate> certificates) {
        return encodeCertificateDers(certificates.stream().map(CertificateFile::der).toList());
    }

    /// The same of certificates as they are encoded.
    public static byte[] encodeCertificateDers(List<byte[]> certificates) {
        return certificates.stream().map(der -> text("CERTIFICATE", der)).collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String text(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n";
    }
}
