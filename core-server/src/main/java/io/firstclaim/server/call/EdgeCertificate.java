package io.firstclaim.server.call;

import io.firstclaim.core.credential.CoreAuthority;
import io.grpc.Grpc;
import io.grpc.ServerCall;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The TLS client certificate of an edge: TLS has checked that the core CA issued it, its URI name says the role (RFC 5280, section 4.2.1.6).
final class EdgeCertificate {
    private static final Logger LOG = LoggerFactory.getLogger(EdgeCertificate.class);
    private static final Integer URI_NAME = 6;

    private EdgeCertificate() {}

    static boolean isShownBy(ServerCall<?, ?> call) {
        var session = call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION);
        if (session == null) {
            return false;
        }
        try {
            return session.getPeerCertificates()[0] instanceof X509Certificate leaf && hasRole(leaf);
        } catch (SSLPeerUnverifiedException nobody) {
            LOG.trace("The caller shows no certificate", nobody);
            return false;
        }
    }

    private static boolean hasRole(X509Certificate leaf) {
        try {
            Collection<List<?>> names = leaf.getSubjectAlternativeNames();
            return names != null && names.stream()
                    .anyMatch(
                            name -> URI_NAME.equals(name.get(0)) && CoreAuthority.EDGE_ROLE_URI.equals(name.get(1)));
        } catch (CertificateParsingException unreadable) {
            LOG.warn("The names in a client certificate can't be read", unreadable);
            return false;
        }
    }
}
