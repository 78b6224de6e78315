package io.firstclaim.core.enrollment;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The bulk jobs of all accounts, without their rows: see [EnrollmentJobPages].
public interface EnrollmentJobs {
    void add(EnrollmentJob job);

    /// One in any state.
    Optional<EnrollmentJob> find(ResourceId id);

    /// One that its account sees. Expired ones are found: the caller looks at the clock.
    Optional<EnrollmentJob> find(ResourceId accountId, ResourceId id);

    /// One that its account sees.
    Optional<EnrollmentJob> findByRequest(ResourceId accountId, RequestId requestId);

    /// At most `limit` that the account sees and that are not expired, ordered by id, after the given one.
    List<EnrollmentJob> list(ResourceId accountId, Instant now, @Nullable ResourceId after, int limit);

    /// How many of the account's are not completed, those whose file is on the way included.
    int countOpen(ResourceId accountId);

    /// The oldest job with work left of the first active account whose id is larger than the given one; null begins with
    /// the first.
    Optional<EnrollmentJob> nextOpen(@Nullable ResourceId afterAccount);

    /// A job that no other transaction works on, which then keeps others from it until the transaction ends. Empty when
    /// another one does: it does not wait.
    Optional<EnrollmentJob> lockFree(ResourceId id);

    /// Writes what can change, if the stored version is still the expected one. A job that is to be removed loses its request id.
    boolean update(EnrollmentJob changed, long expectedVersion);

    /// The same, and gives the job its request id, under which it is found from now on.
    boolean publish(EnrollmentJob changed, @Nullable RequestId requestId, long expectedVersion);

    /// At most `limit` in any state that have expired.
    List<EnrollmentJob> expired(Instant now, int limit);

    void remove(ResourceId id);
}
