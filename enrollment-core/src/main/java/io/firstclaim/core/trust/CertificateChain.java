package io.firstclaim.core.trust;

import io.firstclaim.core.FirstclaimException;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// The certificates that a device showed in a handshake, leaf first (RFC 5246, section 7.4.2).
public final class CertificateChain {
    /// The most certificates of a chain.
    public static final int MAX_CERTIFICATES = 8;
    /// The most bytes of one certificate.
    public static final int MAX_CERTIFICATE_LENGTH = 4096;
    /// The most bytes of a file of them.
    public static final int MAX_FILE_LENGTH = 65_536;

    private final List<X509Certificate> certificates;
    private final Fingerprint fingerprint;

    /// @param shown
    ///            as they were shown, leaf first
    public CertificateChain(List<X509Certificate> shown) {
        certificates = List.copyOf(shown);
        if (certificates.isEmpty() || certificates.size() > MAX_CERTIFICATES) {
            throw FirstclaimException.invalid("certificate_chain",
                    "A chain of %d certificates was given: 1 to 8 are expected.".formatted(certificates.size()));
        }
        fingerprint = Fingerprint.of(certificates.getFirst());
    }

    /// Reads certificates in DER.
    ///
    /// @throws FirstclaimException with the field `certificate_chain` when it passes a limit or can't be read
    public static CertificateChain parse(List<byte[]> der) {
        if (der.size() > MAX_CERTIFICATES) {
            throw FirstclaimException.invalid("certificate_chain",
                    "A chain of %d certificates was given: 1 to 8 are expected.".formatted(der.size()));
        }
        var certificates = new ArrayList<X509Certificate>(der.size());
        for (int i = 0; i < der.size(); i++) {
            certificates.add(read(i, der.get(i)));
        }
        return new CertificateChain(certificates);
    }

    /// Reads a file of certificates: PEM, with whatever text between, or DER.
    ///
    /// @throws FirstclaimException with the field `certificate` when it passes a limit or can't be read
    public static CertificateChain parseFile(byte[] file) {
        if (file.length > MAX_FILE_LENGTH) {
            throw FirstclaimException.invalid("certificate", "The file has %d bytes: at most %d are expected."
                    .formatted(file.length, MAX_FILE_LENGTH));
        }
        try {
            var certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(file));
            var der = new ArrayList<byte[]>(certificates.size());
            for (var certificate : certificates) {
                der.add(certificate.getEncoded());
            }
            return parse(der);
        } catch (CertificateException | FirstclaimException e) {
            var problem = FirstclaimException.invalid("certificate",
                    "A certificate of a device, PEM or DER, is expected: " + e.getMessage());
            problem.initCause(e);
            throw problem;
        }
    }

    /// All of them, leaf first.
    public List<X509Certificate> certificates() {
        return certificates;
    }

    /// The certificate of the device itself.
    public X509Certificate leaf() {
        return certificates.getFirst();
    }

    /// The fingerprint of the leaf, from which the enrollment ID is made.
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CertificateChain that && certificates.equals(that.certificates);
    }

    @Override
    public int hashCode() {
        return fingerprint.hashCode();
    }

    @Override
    public String toString() {
        return certificates.size() + " certificates of " + fingerprint;
    }

    private static X509Certificate read(int index, byte[] der) {
        if (der.length > MAX_CERTIFICATE_LENGTH) {
            throw FirstclaimException.invalid("certificate_chain",
                    "Certificate %d has %d bytes: at most %d are expected."
                            .formatted(index, der.length, MAX_CERTIFICATE_LENGTH));
        }
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (CertificateException e) {
            throw FirstclaimException.invalid("certificate_chain",
                    "Certificate %d can't be read: %s".formatted(index, e.getMessage()));
        }
    }
}
