package io.firstclaim.simulator;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.elements.util.CertPathUtil;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;

/// Checks a server's certificate in the handshake. What it refuses ends the handshake with a fatal alert.
final class ServerVerifier implements NewAdvancedCertificateVerifier {
    /// The type of a DNS name among the subject alternative names, RFC 5280 section 4.2.1.6.
    private static final int DNS_NAME = 2;

    private final ServerTrust trust;

    ServerVerifier(ServerTrust trust) {
        this.trust = trust;
    }

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
        return List.of(CertificateType.X_509);
    }

    @Override
    public List<X500Principal> getAcceptedIssuers() {
        return List.of();
    }

    @Override
    public void setResultHandler(HandshakeResultHandler resultHandler) {
        // Every answer is given at once.
    }

    @Override
    public CertificateVerificationResult verifyCertificate(ConnectionId cid, @Nullable ServerNames serverName,
            InetSocketAddress remotePeer, boolean clientUsage, boolean verifySubject, boolean truncateCertificatePath,
            CertificateMessage message) {
        CertPath path = message.getCertificateChain();
        try {
            if (path == null || path.getCertificates().isEmpty()) {
                throw new CertificateException("the server sent no certificate");
            }
            verify(path.getCertificates().stream().map(X509Certificate.class::cast).toList());
            return new CertificateVerificationResult(cid, path, null);
        } catch (GeneralSecurityException e) {
            AlertMessage alert = new AlertMessage(AlertLevel.FATAL, AlertDescription.BAD_CERTIFICATE);
            return new CertificateVerificationResult(cid, new HandshakeException(e.getMessage(), alert, e), null);
        }
    }

    private void verify(List<X509Certificate> chain) throws GeneralSecurityException {
        Date now = Date.from(trust.clock().instant());
        X509Certificate server = chain.getFirst();
        if (!CertPathUtil.canBeUsedForAuthentication(server, false)) {
            throw new CertificateException("the server's certificate is not for servers");
        }
        if (!trust.anchor()) {
            if (!server.equals(trust.certificate())) {
                throw new CertificateException("the server's certificate is not the one written");
            }
            server.checkValidity(now);
        } else {
            trust.certificate().checkValidity(now);
            verifyPath(chain.stream().filter(one -> !one.equals(trust.certificate())).toList(), now);
        }
        verifyName(server);
    }

    private void verifyPath(List<X509Certificate> chain, Date now) throws GeneralSecurityException {
        if (chain.isEmpty()) {
            return;
        }
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(trust.certificate(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(now);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(chain), parameters);
    }

    private void verifyName(X509Certificate server) throws CertificateException {
        String hostName = trust.hostName();
        if (hostName != null && !hasDnsName(server, hostName)) {
            throw new CertificateException("the server's certificate has no DNS name " + hostName);
        }
    }

    private static boolean hasDnsName(X509Certificate server, String hostName) throws CertificateParsingException {
        Collection<List<?>> names = server.getSubjectAlternativeNames();
        return names != null && names.stream().anyMatch(
                name -> name.get(0).equals(DNS_NAME) && name.get(1) instanceof String dns
                        && dns.equalsIgnoreCase(hostName));
    }
}
