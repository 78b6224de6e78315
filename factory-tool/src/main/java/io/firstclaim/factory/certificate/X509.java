package io.firstclaim.factory.certificate;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// Certificates from and to their DER form, with the reader that the servers use.
public final class X509 {
    private static final int SEQUENCE = 0x30;

    private X509() {}

    /// Reads the certificate at the beginning of the bytes; whether more follows is the caller's to see.
    ///
    /// @throws CertificateException when there is none, or the servers can't read it
    public static X509Certificate parse(byte[] der) throws CertificateException {
        if (der.length == 0 || der[0] != SEQUENCE) {
            throw new CertificateException("not DER");
        }
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der));
    }

    /// The bytes that the enrollment ID is made of.
    public static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }
}
