package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.enrollment.EnrollmentOutcome.Listed;
import io.firstclaim.core.enrollment.EnrollmentOutcome.NotListed;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lists devices by their enrollment IDs. Who lists an ID first, wins: whether it is free is decided by the very statement that writes it.
public final class CreateEnrollments {
    /// The most enrollments of one call.
    public static final int MAX_BATCH = 1_000;

    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;
    private final Duration pendingLifetime;

    /// `pendingLifetime` is the time after which an enrollment ends that no device has claimed.
    public CreateEnrollments(Transactions transactions, ResourceIds ids, InstantSource clock,
            Duration pendingLifetime) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.pendingLifetime = pendingLifetime;
    }

    /// Lists one device.
    ///
    /// @throws FirstclaimException [Problem#DUPLICATE] when this or any other account holds the ID
    public Enrollment create(Caller caller, EnrollmentWish wish) {
        return switch (createAll(caller, List.of(wish)).getFirst()) {
            case Listed(var enrollment) -> enrollment;
            case NotListed(var problem) -> throw problem;
        };
    }

    /// Lists each of many devices by itself; the outcomes are in the order of the wishes.
    public List<EnrollmentOutcome> createAll(Caller caller, List<EnrollmentWish> wishes) {
        var accountId = caller.requireAdmin();
        if (wishes.isEmpty() || wishes.size() > MAX_BATCH) {
            throw FirstclaimException.invalid("requests",
                    "%d enrollments were given: 1 to %d are expected.".formatted(wishes.size(), MAX_BATCH));
        }
        return wishes.stream().map(wish -> list(caller, accountId, wish)).toList();
    }

    private EnrollmentOutcome list(Caller caller, ResourceId accountId, EnrollmentWish wish) {
        try {
            var identity = EnrollmentId.parse(wish.enrollmentIdentity());
            var requestId = RequestId.parse(wish.requestId());
            return new Listed(
                    transactions.inTransaction(stores -> list(caller, accountId, identity, requestId, stores)));
        } catch (FirstclaimException e) {
            return new NotListed(e);
        }
    }

    private Enrollment list(Caller caller, ResourceId accountId, EnrollmentId identity,
            @Nullable RequestId requestId, Stores stores) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var earlier = madeBy(requestId, accountId, now, stores);
        if (earlier.isPresent()) {
            return sameIdentity(earlier.get(), identity);
        }
        var enrollment = new Enrollment(ids.next(), 1, accountId, identity.fingerprint(), false, now,
                now.plus(pendingLifetime), null);
        if (!stores.enrollments().add(enrollment, requestId, now)) {
            return sameIdentity(madeBy(requestId, accountId, now, stores)
                    .orElseThrow(EnrollmentProblems::alreadyClaimed), identity);
        }
        stores.history().add(new ClaimEvent(ids.next(), accountId, ClaimEvent.Type.ENROLLED, null,
                identity.fingerprint(), null, "", now));
        stores.audit().add(caller.did(AuditAction.ENROLLMENT_CREATED, enrollment.id(), accountId,
                FieldChanges.created(enrollment.audited())));
        return enrollment;
    }

    /// What an earlier run of the same request made. If that expired, it is gone, and the request is a new one.
    private static Optional<Enrollment> madeBy(@Nullable RequestId requestId, ResourceId accountId, Instant now,
            Stores stores) {
        if (requestId == null) {
            return Optional.empty();
        }
        var earlier = stores.enrollments().findByRequest(accountId, requestId)
                .flatMap(found -> stores.enrollments().lockByFingerprint(found.fingerprint())
                        .filter(locked -> locked.id().equals(found.id())));
        earlier.filter(found -> found.isExpired(now)).ifPresent(expired -> stores.enrollments().remove(expired.id()));
        return earlier.filter(found -> !found.isExpired(now));
    }

    private static Enrollment sameIdentity(Enrollment earlier, EnrollmentId identity) {
        if (!earlier.identity().equals(identity)) {
            throw FirstclaimException.invalid("request_id",
                    "The request id was used for another enrollment, %s.".formatted(earlier.identity()));
        }
        return earlier;
    }
}
