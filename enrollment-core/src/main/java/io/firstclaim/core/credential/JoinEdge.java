package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Actor;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Origin;
import io.firstclaim.core.account.SecretHash;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;

/// Gives an edge its identity in exchange for a token.
public final class JoinEdge {
    private final Transactions transactions;
    private final CoreAuthority authority;
    private final InstantSource clock;

    public JoinEdge(Transactions transactions, CoreAuthority authority, InstantSource clock) {
        this.transactions = transactions;
        this.authority = authority;
        this.clock = clock;
    }

    /// The certificate of the edge and the CA's. An unusable request leaves the token unused.
    ///
    /// @throws FirstclaimException [Problem#ACCESS_DENIED] for a token that is unknown, used up or expired
    public List<X509Certificate> join(String token, byte[] certificationRequest, Origin origin) {
        var identity = authority.issueEdgeIdentity(certificationRequest);
        var joined = transactions.inTransaction(stores -> {
            var used = stores.joinTokens().use(SecretHash.of(token), clock.instant());
            if (used) {
                stores.audit().add(Actor.edge(origin).did(AuditAction.EDGE_JOINED, "", null,
                        TlsIssuer.audited(identity.getFirst())));
            }
            return used;
        });
        if (!joined) {
            throw new FirstclaimException(Problem.ACCESS_DENIED, "token",
                    "The token is unknown, used up or expired: ask the platform administrator for a new one.");
        }
        return identity;
    }
}
