package io.firstclaim.core.enrollment;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// Takes a device off the caller's enrollment list. If it was claimed, the device leaves the account and is free for its next owner. It still has the
/// account's `aid`: so that it does not come back by itself as if pre-assigned, its certificate is blocked, as that of a removed pre-assigned device is. Listing
/// it again lets it in.
public final class CancelEnrollment {
    private final Transactions transactions;
    private final Cancellation cancellation;
    private final InstantSource clock;

    public CancelEnrollment(Transactions transactions, ResourceIds ids, InstantSource clock) {
        this.transactions = transactions;
        this.cancellation = new Cancellation(ids);
        this.clock = clock;
    }

    /// Cancels the enrollment with this id.
    public void cancel(Caller caller, ResourceId id) {
        var accountId = caller.requireAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        transactions.inTransaction(stores -> cancel(caller, accountId, id, now, stores));
    }

    private Enrollment cancel(Caller caller, ResourceId accountId, ResourceId id, Instant now, Stores stores) {
        var enrollment = stores.enrollments().find(accountId, id)
                .flatMap(found -> stores.enrollments().lockByFingerprint(found.fingerprint()))
                .filter(locked -> locked.id().equals(id) && !locked.isExpired(now))
                .orElseThrow(() -> EnrollmentProblems.notListed(id));
        cancellation.cancel(List.of(enrollment), stores, now);
        stores.audit().add(caller.did(AuditAction.ENROLLMENT_CANCELLED, id, accountId,
                FieldChanges.removed(enrollment.audited())));
        return enrollment;
    }
}
