package io.firstclaim.simulator;

import java.security.GeneralSecurityException;
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
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.elements.util.CertPathUtil;

/// Checks the certificates a server shows. It remembers which paths it found good, since the devices of a process meet few servers; dates and names are
/// looked at each time.
final class ServerCheck {
    /// The type of a DNS name among the subject alternative names, RFC 5280 section 4.2.1.6.
    private static final int DNS_NAME = 2;
    private static final int MOST_REMEMBERED = 100;

    private final Set<Path> good = ConcurrentHashMap.newKeySet();

    /// A path to an anchor.
    private record Path(List<X509Certificate> chain, X509Certificate anchor) {}

    /// Checks them.
    ///
    /// @param chain the server's own first; without its trust anchor or with it
    /// @throws GeneralSecurityException if they are not to be trusted, with the reason
    void verify(List<X509Certificate> chain, ServerTrust trust) throws GeneralSecurityException {
        if (chain.isEmpty()) {
            throw new CertificateException("the server sent no certificate");
        }
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
            verifyPath(new Path(chain.stream().filter(one -> !one.equals(trust.certificate())).toList(),
                    trust.certificate()), now);
        }
        verifyName(server, trust);
    }

    private void verifyPath(Path path, Date now) throws GeneralSecurityException {
        if (path.chain().isEmpty()) {
            return;
        }
        if (good.contains(path)) {
            for (X509Certificate one : path.chain()) {
                one.checkValidity(now);
            }
            return;
        }
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(path.anchor(), null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(now);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(path.chain()), parameters);
        if (good.size() < MOST_REMEMBERED) {
            good.add(path);
        }
    }

    private static void verifyName(X509Certificate server, ServerTrust trust) throws CertificateException {
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
