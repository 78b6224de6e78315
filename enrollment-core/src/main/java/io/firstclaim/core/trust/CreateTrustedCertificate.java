package io.firstclaim.core.trust;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Makes a CA certificate trusted in the caller's account. Enrollment mode waives the proof that the account holds the CA's private key, because its
/// devices then need an enrollment each.
public final class CreateTrustedCertificate {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;

    public CreateTrustedCertificate(Transactions transactions, ResourceIds ids, InstantSource clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// A repeat with the same request id gives the same certificate.
    public TrustedCertificate create(Caller caller, TrustedCertificateUpload upload, @Nullable RequestId requestId) {
        var accountId = caller.requireAdmin();
        var ca = CaCertificate.parse(upload.pem());
        var proven = ProofOfPossession.judge(upload.enrollmentMode(), ca.anchor(), accountId, upload.signature());
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var certificate = new TrustedCertificate(ids.next(), 1, accountId, caller.keyId(), upload.name(),
                upload.description(), upload.service(), upload.status(), ca, upload.enrollmentMode(),
                proven, now, now);
        return transactions.inTransaction(stores -> add(caller, certificate, requestId, stores));
    }

    private static TrustedCertificate add(Caller caller, TrustedCertificate certificate,
            @Nullable RequestId requestId, Stores stores) {
        var accountId = certificate.accountId();
        var account = stores.accounts().lock(accountId).orElseThrow();
        if (requestId != null) {
            var earlier = stores.trustedCertificates().findByRequest(accountId, requestId);
            if (earlier.isPresent()) {
                return earlier.get();
            }
        }
        if (account.trustedCertificateCount() >= account.trustedCertificateLimit()) {
            throw new FirstclaimException(Problem.ACCOUNT_LIMIT_EXCEEDED,
                    "The account has %d trusted certificates, as many as it may."
                            .formatted(account.trustedCertificateCount()));
        }
        return switch (stores.trustedCertificates().add(certificate, requestId)) {
            case ADDED -> {
                stores.accounts().addTrustedCertificates(accountId, 1);
                stores.audit().add(caller.did(AuditAction.TRUSTED_CERTIFICATE_CREATED, certificate.id(), accountId,
                        FieldChanges.created(certificate.audited())));
                yield certificate;
            }
            case NAME_TAKEN -> throw TrustConflicts.nameTaken(certificate);
            case CERTIFICATE_TAKEN -> throw TrustConflicts.certificateTaken(certificate);
            case REQUEST_REPEATED -> stores.trustedCertificates()
                    .findByRequest(accountId, Objects.requireNonNull(requestId)).orElseThrow();
        };
    }
}
