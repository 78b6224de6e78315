package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /// The list, or the one line of an enrollment ID.
    public Page<Enrollment> list(Caller caller, @Nullable EnrollmentId identity, PageRequest page) {
        var accountId = caller.requireReader();
        var now = clock.instant();
        return identity == null ? listAll(accountId, now, page) : listOne(accountId, identity, now);
    }

    private Page<Enrollment> listAll(ResourceId accountId, Instant now, PageRequest page) {
        return transactions.inTransaction(stores -> Page.read(page, Enrollment::id,
                (after, limit) -> stores.enrollments().list(accountId, now, after, limit)));
    }

    private Page<Enrollment> listOne(ResourceId accountId, EnrollmentId identity, Instant now) {
        var found = transactions
                .inTransaction(stores -> stores.enrollments().findByFingerprint(identity.fingerprint()))
                .filter(line -> line.accountId().equals(accountId) && !line.preAssigned() && !line.isExpired(now));
        return new Page<>(found.map(List::of).orElse(List.of()), null);
    }
}
