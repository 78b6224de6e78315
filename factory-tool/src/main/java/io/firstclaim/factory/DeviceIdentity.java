package io.firstclaim.factory;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.Comparator;
import org.bouncycastle.cert.X509CertificateHolder;

/// What makes a device that device: its name, its certificate and the key to it.
final class DeviceIdentity {
    /// What every client can hold of one certificate, DER.
    static final int MAX_CERTIFICATE_BYTES = 1024;
    /// A P-256 signature in DER is a few bytes shorter when its numbers are small; this is its full length.
    private static final int MAX_SIGNATURE_BYTES = 72;

    private final DeviceName name;
    private final X509CertificateHolder certificate;
    private final FreshKey key;

    private DeviceIdentity(DeviceName name, X509CertificateHolder certificate, FreshKey key) {
        this.name = name;
        this.certificate = certificate;
        this.key = key;
    }

    /// A new key pair, and the CA's certificate for it.
    static DeviceIdentity create(DeviceName name, DeviceSigner signer, SecureRandom random) {
        FreshKey key = FreshKey.create(random);
        return new DeviceIdentity(name, signer.certificate(name.endpointName(), key.publicKeyInfo(), random), key);
    }

    /// Refuses names of which one would give a certificate that is too large: before anything is made, by trying
    /// the longest one.
    static void requireSmall(EndpointNames names, DeviceSigner signer, SecureRandom random) {
        DeviceName longest = names.names().stream()
                .max(Comparator.comparingInt(DeviceName::endpointNameBytes))
                .orElseThrow();
        DeviceIdentity trial = create(longest, signer, random);
        int largest = trial.certificateDer().length - trial.certificate.getSignature().length + MAX_SIGNATURE_BYTES;
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
        try {
            return certificate.getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode a certificate", e);
        }
    }

    /// PKCS#8, which every client reads.
    byte[] keyDer() {
        return key.privateKeyDer();
    }
}
