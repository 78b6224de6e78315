package io.firstclaim.core.device;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;
import io.firstclaim.core.claim.ClaimEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/// Removes a pre-assigned device from the caller's account and keeps it from coming back by itself.
public final class DeleteDevice {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;

    public DeleteDevice(Transactions transactions, ResourceIds ids, InstantSource clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// Removes the device.
    ///
    /// @throws FirstclaimException [Problem#NOT_POSSIBLE_NOW] for a device that was claimed by enrollment
    public void delete(Caller caller, ResourceId id) {
        var accountId = caller.requireAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transactions.inTransaction(stores -> delete(caller, accountId, id, now, stores));
    }

    private ResourceId delete(Caller caller, ResourceId accountId, ResourceId id, Instant now, Stores stores) {
        var device = stores.devices().find(accountId, id)
                .orElseThrow(() -> FirstclaimException.notFound("device", id));
        if (!device.preAssigned()) {
            throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                    "Device %s was claimed by enrollment: cancel its enrollment.".formatted(id));
        }
        var place = stores.enrollments().lockByFingerprint(device.fingerprint())
                .filter(held -> held.isClaimedBy(id))
                .orElseThrow(() -> FirstclaimException.notFound("device", id));
        LeaveAccount.leave(device, stores, now);
        stores.enrollments().remove(place.id());
        stores.deviceBlocks().add(accountId, device.fingerprint(), now);
        stores.history().add(new ClaimEvent(ids.next(), accountId, ClaimEvent.Type.REMOVED, id, device.fingerprint(),
                device.endpointName(), "its certificate is blocked", now));
        stores.audit().add(caller.did(AuditAction.DEVICE_DELETED, id, accountId,
                FieldChanges.removed(Map.of("endpoint_name", device.endpointName().text()))));
        return id;
    }
}
