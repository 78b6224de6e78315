package io.firstclaim.factory;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;

/// The certificate authority of the bootstrap servers, as devices are provisioned with it
/// (`mbed.BootstrapServerCACert`): a CA on P-256 of at most [#MAX_BYTES] bytes.
public final class ServerCa {
    /// What every client can hold of one certificate, DER.
    public static final int MAX_BYTES = 1024;

    private final X509Certificate certificate;

    private ServerCa(X509Certificate certificate) {
        this.certificate = certificate;
    }

    /// Reads it from a PEM or DER file with exactly one certificate.
    ///
    /// @throws FactoryException when it isn't a CA that is valid now, or no device could use it
    public static ServerCa read(Path path, Clock clock) {
        X509Certificate certificate = CertificateFile.read(path).only();
        CaRules.requireCa(certificate, path);
        CaRules.requireValid(certificate, path, clock.instant());
        int length = CertificateFile.der(certificate).length;
        if (length > MAX_BYTES) {
            throw new FactoryException(
                    path + " is a certificate of " + length + " bytes; devices take at most " + MAX_BYTES);
        }
        return new ServerCa(certificate);
    }

    byte[] der() {
        return CertificateFile.der(certificate);
    }
}
