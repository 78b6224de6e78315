package io.firstclaim.core.enrollment;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Enrollments in memory.
public final class FakeEnrollments implements Enrollments {
    private final FakeTable<ResourceId, Row> table;

    public FakeEnrollments(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public boolean add(Enrollment enrollment, @Nullable RequestId requestId, Instant now) {
        if (requestId != null && findByRequest(enrollment.accountId(), requestId).isPresent()) {
            return false;
        }
        var held = findByFingerprint(enrollment.fingerprint());
        if (held.isPresent() && !held.get().isExpired(now)) {
            return false;
        }
        held.ifPresent(expired -> table.remove(expired.id()));
        table.put(enrollment.id(), new Row(enrollment, requestId));
        return true;
    }

    @Override
    public boolean[] addAll(List<Enrollment> enrollments, Instant now) {
        var added = new boolean[enrollments.size()];
        for (int i = 0; i < added.length; i++) {
            added[i] = add(enrollments.get(i), null, now);
        }
        return added;
    }

    @Override
    public boolean addNew(List<Enrollment> enrollments) {
        var all = enrollments.stream().map(Enrollment::fingerprint).collect(Collectors.toSet());
        if (all.size() < enrollments.size() || !findByFingerprints(all).isEmpty()) {
            return false;
        }
        enrollments.forEach(enrollment -> table.put(enrollment.id(), new Row(enrollment, null)));
        return true;
    }

    @Override
    public Optional<Enrollment> find(ResourceId accountId, ResourceId id) {
        return listed(accountId).filter(enrollment -> enrollment.id().equals(id)).findFirst();
    }

    @Override
    public Optional<Enrollment> findByRequest(ResourceId accountId, RequestId requestId) {
        return table.rows().filter(row -> requestId.equals(row.requestId())).map(Row::enrollment)
                .filter(enrollment -> enrollment.accountId().equals(accountId)).findFirst();
    }

    @Override
    public Optional<Enrollment> findByFingerprint(Fingerprint fingerprint) {
        return table.rows().map(Row::enrollment).filter(enrollment -> enrollment.fingerprint().equals(fingerprint))
                .findFirst();
    }

    @Override
    public Optional<Enrollment> lockByFingerprint(Fingerprint fingerprint) {
        return findByFingerprint(fingerprint);
    }

    @Override
    public List<Enrollment> findByFingerprints(Collection<Fingerprint> fingerprints) {
        return table.rows().map(Row::enrollment).filter(enrollment -> fingerprints.contains(enrollment.fingerprint()))
                .toList();
    }

    @Override
    public List<Enrollment> lockByFingerprints(SortedSet<Fingerprint> fingerprints) {
        return findByFingerprints(fingerprints);
    }

    @Override
    public List<Enrollment> lockFree(SortedSet<Fingerprint> fingerprints) {
        return findByFingerprints(fingerprints);
    }

    @Override
    public List<Enrollment> list(ResourceId accountId, Instant now, Selection<Enrollment> selection) {
        return selection.from(live(accountId, now), Enrollment::id);
    }

    @Override
    public long count(ResourceId accountId, Instant now, List<Criterion<Enrollment>> criteria) {
        return live(accountId, now).filter(enrollment -> Selection.fulfils(enrollment, criteria)).count();
    }

    @Override
    public void claimAll(List<Enrollment> claimed) {
        claimed.forEach(each -> table.put(each.id(), new Row(each, table.get(each.id()).requestId())));
    }

    @Override
    public void remove(ResourceId id) {
        table.remove(id);
    }

    @Override
    public void removeAll(List<ResourceId> ids) {
        ids.forEach(table::remove);
    }

    @Override
    public int removeExpired(Instant now, int limit) {
        var expired = table.rows().map(Row::enrollment).filter(enrollment -> enrollment.isExpired(now)).limit(limit)
                .toList();
        expired.forEach(enrollment -> table.remove(enrollment.id()));
        return expired.size();
    }

    private Stream<Enrollment> live(ResourceId accountId, Instant now) {
        return listed(accountId).filter(enrollment -> !enrollment.isExpired(now));
    }

    private Stream<Enrollment> listed(ResourceId accountId) {
        return table.rows().map(Row::enrollment)
                .filter(enrollment -> enrollment.accountId().equals(accountId) && !enrollment.preAssigned());
    }

    private record Row(Enrollment enrollment, @Nullable RequestId requestId) {}
}
