package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Actor;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Origin;
import java.security.cert.X509Certificate;
import java.util.List;

/// Gives an edge the certificate that it shows to devices.
public final class IssueServerCertificate {
    private final Transactions transactions;
    private final ServerAuthority authority;

    public IssueServerCertificate(Transactions transactions, ServerAuthority authority) {
        this.transactions = transactions;
        this.authority = authority;
    }

    /// The certificate and the CA's.
    ///
    /// @throws FirstclaimException
    ///             for an unusable request or host name
    public List<X509Certificate> issue(byte[] certificationRequest, List<String> hostNames, Origin origin) {
        var chain = authority.issueServerCertificate(certificationRequest, hostNames);
        transactions.inTransaction(stores -> {
            stores.audit().add(Actor.edge(origin).did(AuditAction.SERVER_CERTIFICATE_ISSUED, "", null,
                    TlsIssuer.audited(chain.getFirst())));
            return chain;
        });
        return chain;
    }

    /// The certificate of the CA.
    public X509Certificate authority() {
        return authority.certificate();
    }
}
