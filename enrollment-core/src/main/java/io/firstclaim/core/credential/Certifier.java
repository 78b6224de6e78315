package io.firstclaim.core.credential;

import java.security.cert.X509Certificate;

/// Signs the certificates of devices.
@FunctionalInterface
public interface Certifier {
    /// The certificate that a credential describes.
    ///
    /// @throws SigningFailedException when it could not be signed, or is larger than clients take
    X509Certificate certify(Credential credential, DevicePublicKey publicKey);
}
