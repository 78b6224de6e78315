package io.firstclaim.core.device;

import io.firstclaim.core.FirstclaimException;
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

/// Has a device told to bootstrap again, the next time that it registers or updates. The wish ends with its next claim.
public final class RequestBootstrap {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;

    public RequestBootstrap(Transactions transactions, ResourceIds ids, InstantSource clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// Notes the wish; a repeat changes nothing.
    public void request(Caller caller, ResourceId id) {
        var accountId = caller.requireAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transactions.inTransaction(stores -> request(caller, accountId, id, now, stores));
    }

    private Device request(Caller caller, ResourceId accountId, ResourceId id, Instant now, Stores stores) {
        var device = stores.devices().find(accountId, id).flatMap(found -> stores.devices().lock(id))
                .filter(Device::live).orElseThrow(() -> FirstclaimException.notFound("device", id));
        if (device.bootstrapRequested()) {
            return device;
        }
        var changed = device.withBootstrapRequested(now);
        stores.devices().update(changed);
        stores.history().add(new ClaimEvent(ids.next(), accountId, ClaimEvent.Type.BOOTSTRAP_REQUESTED, id,
                device.fingerprint(), device.endpointName(), "", now));
        stores.audit().add(caller.did(AuditAction.DEVICE_BOOTSTRAP_REQUESTED, id, accountId, FieldChanges.NONE));
        return changed;
    }
}
