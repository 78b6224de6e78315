package io.firstclaim.it.stack;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/// What a client shows in a handshake.
///
/// @param chain leaf first
public record Identity(PrivateKey key, List<X509Certificate> chain) {
    private static final String CERTIFICATE = "bootstrap-device-cert.der";
    private static final String KEY = "bootstrap-device-key.der";

    /// What the factory gave a meter.
    public static Identity of(Meter meter) {
        Path folder = meter.folder();
        try {
            return new Identity(key(Files.readAllBytes(folder.resolve(KEY))),
                    List.of(certificate(Files.readAllBytes(folder.resolve(CERTIFICATE)))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A private key from PKCS#8.
    public static PrivateKey key(byte[] der) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a key", e);
        }
    }

    /// A certificate from DER.
    public static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not a certificate", e);
        }
    }

    /// The leaf.
    public X509Certificate certificate() {
        return chain.getFirst();
    }

    /// The leaf's enrollment ID.
    public String enrollmentId() {
        return EnrollmentId.ofCertificate(der()).toString();
    }

    /// The leaf as it is encoded.
    public byte[] der() {
        try {
            return certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }

    /// Puts it into a device's folder, in the place of what the factory gave.
    public void replaceIn(Path deviceFolder) {
        try {
            Files.write(deviceFolder.resolve(CERTIFICATE), der());
            Files.write(deviceFolder.resolve(KEY), key.getEncoded());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
