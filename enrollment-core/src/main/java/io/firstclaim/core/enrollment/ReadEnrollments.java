package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.listing.ListRequest;
import java.time.InstantSource;

/// Reads the enrollment list of the caller's account. An enrollment that expired is gone.
public final class ReadEnrollments {
    private final Transactions transactions;
    private final InstantSource clock;

    public ReadEnrollments(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// One of the list.
    public Enrollment get(Caller caller, ResourceId id) {
        var accountId = caller.requireReader();
        var now = clock.instant();
        return transactions.inTransaction(stores -> stores.enrollments().find(accountId, id))
                .filter(enrollment -> !enrollment.isExpired(now))
                .orElseThrow(() -> FirstclaimException.notFound("enrollment", id));
    }

    /// A page of the list.
    public Page<Enrollment> list(Caller caller, ListRequest request) {
        var accountId = caller.requireReader();
        var now = clock.instant();
        return transactions.inTransaction(stores -> Page.read(request, Enrollment.FIELDS, Enrollment::id,
                selection -> stores.enrollments().list(accountId, now, selection),
                criteria -> stores.enrollments().count(accountId, now, criteria)));
    }
}
