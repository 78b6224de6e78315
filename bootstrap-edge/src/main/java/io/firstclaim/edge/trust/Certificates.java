package io.firstclaim.edge.trust;

import com.google.protobuf.ByteString;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// Certificates to and from DER, and their fingerprints.
public final class Certificates {

    private Certificates() {}

    /// The enrollment ID of a device certificate: `A-` and its SHA-256.
    public static String enrollmentId(X509Certificate leaf) {
        return "A-" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(fingerprint(leaf).toByteArray());
    }

    /// Reads one.
    ///
    /// @throws GeneralSecurityException when it is no certificate
    public static X509Certificate parse(ByteString der) throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        if (factory.generateCertificate(new ByteArrayInputStream(der.toByteArray())) instanceof X509Certificate read) {
            return read;
        }
        throw new CertificateException("not an X.509 certificate");
    }

    /// Reads each, in order.
    ///
    /// @throws GeneralSecurityException when one of them is no certificate
    public static List<X509Certificate> parseAll(List<ByteString> ders) throws GeneralSecurityException {
        List<X509Certificate> parsed = new ArrayList<>();
        for (ByteString der : ders) {
            parsed.add(parse(der));
        }
        return parsed;
    }

    /// The DER form of each, in order.
    public static List<ByteString> encode(List<X509Certificate> certificates) {
        return certificates.stream().map(Certificates::encode).toList();
    }

    /// SHA-256 of the DER form, 32 bytes: what an enrollment ID is made of.
    public static ByteString fingerprint(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException impossible) {
            throw new IllegalStateException("a parsed certificate has a fingerprint", impossible);
        }
    }

    private static ByteString encode(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("a parsed certificate has a DER form", impossible);
        }
    }
}
