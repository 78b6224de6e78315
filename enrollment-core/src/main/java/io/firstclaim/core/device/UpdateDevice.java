package io.firstclaim.core.device;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.Versions;
import io.firstclaim.core.account.Caller;
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
        return transactions.inTransaction(stores -> update(accountId, id, change, expectedVersion, now, stores));
    }

    private static DeviceView update(ResourceId accountId, ResourceId id, DeviceChange change,
            @Nullable Long expectedVersion, Instant now, Stores stores) {
        var device = stores.devices().find(accountId, id).flatMap(found -> stores.devices().lock(id))
                .filter(Device::live).orElseThrow(() -> FirstclaimException.notFound("device", id));
        Versions.requireCurrent(expectedVersion, device.version());
        stores.devices().update(device.describedBy(change.applyTo(device.details()), now));
        return stores.devices().view(accountId, id).orElseThrow();
    }
}
