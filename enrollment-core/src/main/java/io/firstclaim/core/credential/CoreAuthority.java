package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/// The CA by which clients and edges know the core, and the core knows its edges. Devices never see it. Its key is in the core only.
public final class CoreAuthority {
    /// The URI in an edge's certificate that says what it is.
    public static final String EDGE_ROLE_URI = "urn:firstclaim:role:edge";
    /// How long a certificate of it lasts.
    public static final Duration LIFETIME = TlsIssuer.LIFETIME;

    private final TlsIssuer issuer;

    CoreAuthority(TlsIssuer issuer) {
        this.issuer = issuer;
    }

    /// The certificate of the CA.
    public X509Certificate certificate() {
        return issuer.certificate();
    }

    /// The certificate of the core's own port, and the CA's.
    ///
    /// @throws FirstclaimException for an unusable host name
    public List<X509Certificate> issueCoreCertificate(PublicKey key, List<String> hostNames) {
        return issuer.server(SubjectPublicKeyInfo.getInstance(key.getEncoded()), hostNames);
    }

    /// The certificate by which an edge is known to the core, and the CA's.
    ///
    /// @throws FirstclaimException for an unusable request
    public List<X509Certificate> issueEdgeIdentity(byte[] certificationRequest) {
        return issuer.client(CertificationRequest.requireKey(certificationRequest), "Firstclaim edge", EDGE_ROLE_URI);
    }
}
