package io.firstclaim.core.enrollment;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/// The enrollments of all accounts: who holds which certificate. That each certificate is held once is decided here,
/// when it is added.
public interface Enrollments {
    /// Adds one, in the place of an expired one of the same certificate if there is one: one conditional statement, so
    /// that of any number that try at
    /// once exactly one succeeds. False when the certificate is held, and then nothing is changed.
    boolean add(Enrollment enrollment, @Nullable RequestId requestId, Instant now);

    /// Adds each of many as [#add] does, and says of each whether it was added. Given in the order of their fingerprints, which is the order of locks.
    boolean[] addAll(List<Enrollment> enrollments, Instant now);

    /// Adds all of many, if nobody holds or ever held any of their certificates; otherwise none of them, and false. Where that is likely it takes less than
    /// [#addAll], where it fails more. Given in the order of their fingerprints, which is the order of locks.
    boolean addNew(List<Enrollment> enrollments);

    /// One of the account's list; not a pre-assigned one. Expired ones are found: the caller looks at the clock.
    Optional<Enrollment> find(ResourceId accountId, ResourceId id);

    Optional<Enrollment> findByRequest(ResourceId accountId, RequestId requestId);

    /// Whoever holds the certificate, listed or pre-assigned.
    Optional<Enrollment> findByFingerprint(Fingerprint fingerprint);

    /// The same, and keeps others from changing it until the transaction ends.
    Optional<Enrollment> lockByFingerprint(Fingerprint fingerprint);

    /// Whoever holds these certificates, in any order.
    List<Enrollment> findByFingerprints(Collection<Fingerprint> fingerprints);

    /// The same, and keeps others from changing them until the transaction ends. They are locked in the order of their fingerprints.
    List<Enrollment> lockByFingerprints(SortedSet<Fingerprint> fingerprints);

    /// Those of them that nobody else keeps from being changed, kept like that: the others are left out, and not waited for.
    List<Enrollment> lockFree(SortedSet<Fingerprint> fingerprints);

    /// Those of the account's list that are not expired; pre-assigned ones are not in it.
    List<Enrollment> list(ResourceId accountId, Instant now, Selection<Enrollment> selection);

    /// How many of the account's list are not expired and fulfil all criteria.
    long count(ResourceId accountId, Instant now, List<Criterion<Enrollment>> criteria);

    /// Records the claim of a locked enrollment.
    default void claim(Enrollment claimed) {
        claimAll(List.of(claimed));
    }

    /// Records the claims of many locked enrollments.
    void claimAll(List<Enrollment> claimed);

    /// Removes one.
    void remove(ResourceId id);

    /// Removes many.
    void removeAll(List<ResourceId> ids);

    /// Removes at most `limit` expired ones and says how many.
    int removeExpired(Instant now, int limit);
}
