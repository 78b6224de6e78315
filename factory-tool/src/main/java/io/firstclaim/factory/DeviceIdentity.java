package io.firstclaim.factory;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Comparator;

/// What makes a device that device: its name, its certificate and the key to it.
final class DeviceIdentity {
    /// What every client can hold of one certificate, DER.
    static final int MAX_CERTIFICATE_BYTES = 1024;
    /// A P-256 signature in DER is a few bytes shorter when its numbers are small; this is its full length.
    private static final int MAX_SIGNATURE_BYTES = 72;

    private final DeviceName name;
    private final X509Certificate certificate;
    private final PrivateKey key;

    private DeviceIdentity(DeviceName name, X509Certificate certificate, PrivateKey key) {
        this.name = name;
        this.certificate = certificate;
        this.key = key;
    }

    /// A new key pair, and the CA's certificate for it.
    static DeviceIdentity create(DeviceName name, MakerCa ca, SecureRandom random) {
        KeyPair pair = P256.newKeyPair(random);
        X509Certificate certificate = CertificateMaker.deviceCertificate(ca, name.endpointName(), pair.getPublic(),
                random);
        return new DeviceIdentity(name, certificate, pair.getPrivate());
    }

    /// Refuses names of which one would give a certificate that is too large: before anything is made, by trying
    /// the longest one.
    static void requireSmall(EndpointNames names, MakerCa ca, SecureRandom random) {
        DeviceName longest = names.names().stream()
                .max(Comparator.comparingInt(DeviceName::endpointNameBytes))
                .orElseThrow();
        X509Certificate trial = create(longest, ca, random).certificate;
        int largest = CertificateFile.der(trial).length - trial.getSignature().length + MAX_SIGNATURE_BYTES;
        if (largest > MAX_CERTIFICATE_BYTES) {
            throw new FactoryException("the certificate of " + Texts.shown(longest.endpointName()) + " would have "
                    + largest + " bytes; devices take at most " + MAX_CERTIFICATE_BYTES
                    + ": expected a shorter endpoint name, or a CA with a shorter subject");
        }
    }

    DeviceName name() {
        return name;
    }

    byte[] certificateDer() {
        return CertificateFile.der(certificate);
    }

    /// PKCS#8, which every client reads.
    byte[] keyDer() {
        return key.getEncoded();
    }
}
