package io.firstclaim.core.trust;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;

/// Ends the trust in a CA certificate of the caller's account. Devices that are registered stay; none bootstraps by it any more.
public final class DeleteTrustedCertificate {
    private final Transactions transactions;

    public DeleteTrustedCertificate(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Removes it.
    public void delete(Caller caller, ResourceId id) {
        var accountId = caller.requireAdmin();
        transactions.inTransaction(stores -> {
            var account = stores.accounts().lock(accountId).orElseThrow();
            var certificate = stores.trustedCertificates().find(accountId, id)
                    .filter(_ -> stores.trustedCertificates().remove(accountId, id))
                    .orElseThrow(() -> FirstclaimException.notFound("trusted certificate", id));
            stores.accounts().addTrustedCertificates(account.id(), -1);
            stores.audit().add(caller.did(AuditAction.TRUSTED_CERTIFICATE_DELETED, id, accountId,
                    FieldChanges.removed(certificate.audited())));
            return id;
        });
    }
}
