package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Ends registrations whose lifetime ran out.
public final class ExpireRegistrations {
    private static final int BATCH = 200;

    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;

    public ExpireRegistrations(Transactions transactions, ResourceIds ids, InstantSource clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// Ends them one by one, and says how many.
    public int run() {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int ended = 0;
        var expired = transactions.inTransaction(stores -> stores.registrations().expired(now, BATCH));
        while (!expired.isEmpty()) {
            for (var deviceId : expired) {
                ended += transactions.inTransaction(stores -> expire(deviceId, stores, now)) ? 1 : 0;
            }
            expired = transactions.inTransaction(stores -> stores.registrations().expired(now, BATCH));
        }
        return ended;
    }

    private boolean expire(ResourceId deviceId, Stores stores, Instant now) {
        var device = stores.devices().lock(deviceId);
        var ended = stores.registrations().find(deviceId)
                .filter(registration -> !registration.expiresAt().isAfter(now));
        if (ended.isEmpty()) {
            return false;
        }
        stores.registrations().remove(deviceId);
        device.filter(Device::live).ifPresent(
                live -> new Session(stores, ids, now).bring(live, DeviceState.DEREGISTERED, "its lifetime ran out"));
        return true;
    }
}
