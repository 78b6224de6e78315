package io.firstclaim.factory;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.util.encoders.DecoderException;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemReader;

/// The certificates of one file, PEM or DER, told apart by their content. A DER file holds exactly one; a PEM file
/// may hold a chain, leaf first, with text between its blocks.
///
/// @param path where they were read
/// @param certificates in the file's order, at least one
public record CertificateFile(Path path, List<X509Certificate> certificates) {
    /// Far above any chain of certificates; what is larger is something else.
    static final int MAX_FILE_BYTES = 1024 * 1024;

    private static final String PEM_START = "-----BEGIN ";
    private static final Set<String> PEM_TYPES = Set.of("CERTIFICATE", "X509 CERTIFICATE");

    public CertificateFile {
        certificates = List.copyOf(certificates);
        if (certificates.isEmpty()) {
            throw new FactoryException(path + " holds no certificate");
        }
    }

    /// Reads a certificate file.
    ///
    /// @throws FactoryException when it can't be read or is not made of certificates
    public static CertificateFile read(Path path) {
        byte[] content = SafeFiles.read(path, MAX_FILE_BYTES);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        int pem = text.indexOf(PEM_START);
        return pem >= 0
                ? new CertificateFile(path, fromPem(path, text.substring(pem)))
                : new CertificateFile(path, List.of(fromDer(path, content)));
    }

    /// The device's own certificate: the first of the file.
    public X509Certificate leaf() {
        return certificates.getFirst();
    }

    /// The certificate of a file that must not hold more than one.
    ///
    /// @throws FactoryException when it holds a chain
    public X509Certificate only() {
        if (certificates.size() != 1) {
            throw new FactoryException(
                    path + " holds " + certificates.size() + " certificates; expected exactly one");
        }
        return leaf();
    }

    /// The enrollment ID of the device that presents [#leaf()]: `A-` and the SHA-256 of its DER form.
    public EnrollmentId enrollmentId() {
        return EnrollmentId.ofCertificate(der(leaf()));
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }

    private static List<X509Certificate> fromPem(Path path, String text) {
        List<X509Certificate> certificates = new ArrayList<>();
        Set<String> others = new TreeSet<>();
        try (PemReader reader = new PemReader(new StringReader(text))) {
            for (PemObject block = reader.readPemObject(); block != null; block = reader.readPemObject()) {
                if (PEM_TYPES.contains(block.getType())) {
                    certificates.add(fromDer(path, block.getContent()));
                } else {
                    others.add(block.getType());
                }
            }
        } catch (IOException | DecoderException e) {
            throw new FactoryException(path + " is broken PEM: " + e.getMessage(), e);
        }
        if (certificates.isEmpty()) {
            throw new FactoryException(
                    path + " holds " + String.join(", ", others) + "; expected a CERTIFICATE");
        }
        return certificates;
    }

    private static X509Certificate fromDer(Path path, byte[] der) {
        X509Certificate certificate;
        try {
            certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw new FactoryException(path + " is not a certificate: expected X.509 in PEM or DER", e);
        }
        if (!Arrays.equals(der(certificate), der)) {
            throw new FactoryException(path + " holds " + der.length + " bytes that are not exactly one DER"
                    + " certificate: its certificate ends after " + der(certificate).length);
        }
        return certificate;
    }
}
