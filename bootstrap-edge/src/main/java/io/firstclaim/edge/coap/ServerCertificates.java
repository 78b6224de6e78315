package io.firstclaim.edge.coap;

import io.firstclaim.edge.core.ServerIdentity;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.CertificateIdentityResult;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite.CertificateKeyAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.eclipse.californium.scandium.dtls.x509.CertificateProvider;
import org.eclipse.californium.scandium.util.ServerNames;

/// Shows devices whatever certificate the edge has at the moment. Scandium leaves the self-signed CA at its end out of the handshake: devices have it.
final class ServerCertificates implements CertificateProvider {

    private final ServerIdentity identity;

    ServerCertificates(ServerIdentity identity) {
        this.identity = identity;
    }

    @Override
    public List<CertificateKeyAlgorithm> getSupportedCertificateKeyAlgorithms() {
        return List.of(CertificateKeyAlgorithm.EC);
    }

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
        return List.of(CertificateType.X_509);
    }

    @Override
    public CertificateIdentityResult requestCertificateIdentity(ConnectionId cid, boolean client,
            List<X500Principal> issuers, ServerNames serverNames,
            List<CertificateKeyAlgorithm> certificateKeyAlgorithms,
            List<SignatureAndHashAlgorithm> signatureAndHashAlgorithms, List<SupportedGroup> curves) {
        return identity.current().map(issued -> new CertificateIdentityResult(cid, issued.key(), issued.chain()))
                .orElseGet(() -> new CertificateIdentityResult(cid));
    }

    @Override
    public void setResultHandler(HandshakeResultHandler resultHandler) {
        // Every request is answered at once.
    }
}
