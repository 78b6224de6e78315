package io.firstclaim.core.trust;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.Versions;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Changes a trusted certificate of the caller's account.
public final class UpdateTrustedCertificate {
    private final Transactions transactions;
    private final InstantSource clock;

    public UpdateTrustedCertificate(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Changes what the change names. `expectedVersion` must still be current; null for any.
    public TrustedCertificate update(Caller caller, ResourceId id, TrustedCertificateChange change,
            @Nullable Long expectedVersion) {
        var accountId = caller.requireAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions
                .inTransaction(stores -> update(caller, accountId, id, change, expectedVersion, now, stores));
    }

    private static TrustedCertificate update(Caller caller, ResourceId accountId, ResourceId id,
            TrustedCertificateChange change, @Nullable Long expectedVersion, Instant now, Stores stores) {
        var before = stores.trustedCertificates().find(accountId, id)
                .orElseThrow(() -> FirstclaimException.notFound("trusted certificate", id));
        Versions.requireCurrent(expectedVersion, before.version());
        var changed = change.applyTo(before, accountId, now);
        return switch (stores.trustedCertificates().update(changed, before.version())) {
            case UPDATED -> {
                stores.audit().add(caller.did(AuditAction.TRUSTED_CERTIFICATE_UPDATED, id, accountId,
                        FieldChanges.between(before.audited(), changed.audited())));
                yield changed;
            }
            case VERSION_PASSED -> throw Versions.passed(before.version());
            case NAME_TAKEN -> throw TrustConflicts.nameTaken(changed);
            case CERTIFICATE_TAKEN -> throw TrustConflicts.certificateTaken(changed);
        };
    }
}
