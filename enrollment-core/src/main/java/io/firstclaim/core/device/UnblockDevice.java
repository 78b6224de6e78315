package io.firstclaim.core.device;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.enrollment.EnrollmentId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Lets a pre-assigned device in again that was removed from the caller's account.
public final class UnblockDevice {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;

    public UnblockDevice(Transactions transactions, ResourceIds ids, InstantSource clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// Unblocks the certificate of this enrollment ID.
    public void unblock(Caller caller, EnrollmentId identity) {
        var accountId = caller.requireAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transactions.inTransaction(stores -> {
            if (!stores.deviceBlocks().remove(accountId, identity.fingerprint())) {
                throw FirstclaimException.notFound("blocked device", identity);
            }
            stores.history().add(new ClaimEvent(ids.next(), accountId, ClaimEvent.Type.UNBLOCKED, null,
                    identity.fingerprint(), null, "", now));
            stores.audit().add(caller.did(AuditAction.DEVICE_UNBLOCKED, identity, accountId, FieldChanges.NONE));
            return identity;
        });
    }
}
