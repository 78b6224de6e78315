package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.LeaveAccount;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Takes a device off the caller's enrollment list. If it was claimed, the device leaves the account and is free for its next owner. It still has the
/// account's `aid`: so that it does not come back by itself as if pre-assigned, its certificate is blocked, as that of a removed pre-assigned device is. Listing
/// it again lets it in.
public final class CancelEnrollment {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;

    public CancelEnrollment(Transactions transactions, ResourceIds ids, InstantSource clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
    }

    /// Cancels the enrollment with this id.
    public void cancel(Caller caller, ResourceId id) {
        var accountId = caller.requireAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transactions.inTransaction(stores -> cancel(accountId, id, now, stores));
    }

    private Enrollment cancel(ResourceId accountId, ResourceId id, Instant now, Stores stores) {
        var enrollment = stores.enrollments().find(accountId, id)
                .flatMap(found -> stores.enrollments().lockByFingerprint(found.fingerprint()))
                .filter(locked -> locked.id().equals(id) && !locked.isExpired(now))
                .orElseThrow(() -> FirstclaimException.notFound("enrollment", id));
        var claim = enrollment.claim();
        var device = claim == null ? null : stores.devices().find(claim.deviceId()).orElseThrow();
        if (device != null) {
            LeaveAccount.leave(device, stores, now);
            stores.deviceBlocks().add(accountId, device.fingerprint(), now);
        }
        stores.enrollments().remove(id);
        stores.history().add(cancelled(enrollment, device, now));
        return enrollment;
    }

    private ClaimEvent cancelled(Enrollment enrollment, @Nullable Device device, Instant now) {
        return new ClaimEvent(ids.next(), enrollment.accountId(), ClaimEvent.Type.CANCELLED,
                device == null ? null : device.id(), enrollment.fingerprint(),
                device == null ? null : device.endpointName(),
                device == null ? "no device had claimed it" : "the device left the account", now);
    }
}
