package io.firstclaim.factory;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.certificate.CertificateContent;
import io.firstclaim.factory.certificate.CertificateContent.Kind;
import io.firstclaim.factory.certificate.CertificateContent.Other;
import io.firstclaim.factory.certificate.Password;
import io.firstclaim.factory.certificate.X509;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The certificates of one device's or one CA's file, in any form that [CertificateContent] reads without a password.
///
/// @param path where they were read
/// @param certificates at least one; first the device's own, which is the one with a key beside it, else the first that is no CA's
public record CertificateFile(Path path, List<X509Certificate> certificates) {
    /// Far above any chain of certificates; what is larger is something else.
    public static final int MAX_FILE_BYTES = 1024 * 1024;

    private static final Set<Kind> BAD = EnumSet.of(Kind.EMPTY, Kind.BROKEN, Kind.PASSWORD_NEEDED, Kind.UNSUPPORTED,
            Kind.UNKNOWN);

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
        return of(path, SafeFiles.read(path, MAX_FILE_BYTES));
    }

    /// Reads the content of a certificate file.
    ///
    /// @param path names it in messages
    /// @throws FactoryException when it is not made of certificates
    public static CertificateFile of(Path path, byte[] file) {
        CertificateContent content = CertificateContent.read(file, Password.none());
        refuse(path, content, other -> BAD.contains(other.kind()), "");
        if (content.certificates().isEmpty()) {
            refuse(path, content, other -> true, "; expected a CERTIFICATE");
        }
        List<X509Certificate> certificates = new ArrayList<>(
                content.certificates().stream().map(der -> parse(path, der)).toList());
        Collections.swap(certificates, 0, content.own() >= 0 ? content.own() : firstDevice(certificates));
        return new CertificateFile(path, certificates);
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
        return X509.der(certificate);
    }

    private static int firstDevice(List<X509Certificate> certificates) {
        for (int i = 0; i < certificates.size(); i++) {
            if (certificates.get(i).getBasicConstraints() < 0) {
                return i;
            }
        }
        return 0;
    }

    private static void refuse(Path path, CertificateContent content, Predicate<Other> which, String expected) {
        String what = content.others().stream().filter(which).map(Other::predicate).distinct()
                .collect(Collectors.joining(", "));
        if (!what.isEmpty()) {
            throw new FactoryException(path + " " + what + expected);
        }
    }

    private static X509Certificate parse(Path path, byte[] der) {
        try {
            return X509.parse(der);
        } catch (CertificateException e) {
            throw new FactoryException(path + " is not a certificate: expected X.509 in PEM or DER", e);
        }
    }
}
