package io.firstclaim.core.device;

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

/// Changes what people say of a device of the caller's account.
public final class UpdateDevice {
    private final Transactions transactions;
    private final InstantSource clock;

    public UpdateDevice(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Changes what the change names. `expectedVersion` must still be current; null for any.
    public DeviceView update(Caller caller, ResourceId id, DeviceChange change, @Nullable Long expectedVersion) {
        var accountId = caller.requireAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions
                .inTransaction(stores -> update(caller, accountId, id, change, expectedVersion, now, stores));
    }

    private static DeviceView update(Caller caller, ResourceId accountId, ResourceId id, DeviceChange change,
            @Nullable Long expectedVersion, Instant now, Stores stores) {
        var device = stores.devices().find(accountId, id).flatMap(found -> stores.devices().lock(id))
                .filter(Device::live).orElseThrow(() -> FirstclaimException.notFound("device", id));
        Versions.requireCurrent(expectedVersion, device.version());
        var changed = change.applyTo(device.details());
        stores.devices().update(device.describedBy(changed, now));
        stores.audit().add(caller.did(AuditAction.DEVICE_UPDATED, id, accountId,
                FieldChanges.between(device.details().audited(), changed.audited())));
        return stores.devices().view(accountId, id).orElseThrow();
    }
}
