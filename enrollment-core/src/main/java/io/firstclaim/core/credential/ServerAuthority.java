package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import java.security.cert.X509Certificate;
import java.util.List;

/// The CA of the servers that devices meet. Devices are provisioned with its certificate; nobody else trusts it, so that an edge, which may ask for any host name,
/// can't pass as the core. Its key is in the core only.
public final class ServerAuthority {
    private final TlsIssuer issuer;

    ServerAuthority(TlsIssuer issuer) {
        this.issuer = issuer;
    }

    /// The certificate of the CA.
    public X509Certificate certificate() {
        return issuer.certificate();
    }

    /// The certificate that an edge shows to devices, and the CA's. Valid from 1970: a device without a clock starts there.
    ///
    /// @throws FirstclaimException for an unusable request or host name
    List<X509Certificate> issueServerCertificate(byte[] certificationRequest, List<String> hostNames) {
        return issuer.server(CertificationRequest.requireKey(certificationRequest), hostNames);
    }
}
