package io.firstclaim.core.claim;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.FakeTrustedCertificates;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.TrustedCertificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Refusals in memory.
public final class FakeRefusals implements Refusals {
    private final FakeTable<ResourceId, Refusal> table;
    private final FakeTrustedCertificates certificates;

    public FakeRefusals(Deque<Runnable> undo, FakeTrustedCertificates certificates) {
        table = new FakeTable<>(undo);
        this.certificates = certificates;
    }

    @Override
    public boolean record(Refusal refusal) {
        var before = table.rows().filter(stored -> stored.fingerprint().equals(refusal.fingerprint())
                && stored.reason() == refusal.reason()).findFirst();
        var merged = before.map(stored -> merge(stored, refusal)).orElse(refusal);
        before.ifPresent(stored -> table.remove(stored.id()));
        table.put(merged.id(), merged);
        return merged.id().equals(refusal.id());
    }

    @Override
    public Set<ResourceId> visibleTo(Refusal refusal, int limit) {
        var accounts = new LinkedHashSet<ResourceId>();
        var holder = refusal.holderId();
        if (holder != null) {
            accounts.add(holder);
        }
        var anchor = refusal.anchor();
        if (anchor != null) {
            accounts.addAll(certificates.provedBy(anchor).limit(limit).toList());
        }
        return accounts;
    }

    @Override
    public List<VisibleRefusal> listVisible(ResourceId accountId, @Nullable Fingerprint fingerprint,
            Selection<VisibleRefusal> selection) {
        return selection.from(visible(accountId, fingerprint), VisibleRefusal::id);
    }

    @Override
    public long countVisible(ResourceId accountId, @Nullable Fingerprint fingerprint,
            List<Criterion<VisibleRefusal>> criteria) {
        return visible(accountId, fingerprint).filter(refusal -> Selection.fulfils(refusal, criteria)).count();
    }

    private Stream<VisibleRefusal> visible(ResourceId accountId, @Nullable Fingerprint fingerprint) {
        return table.rows().filter(refusal -> fingerprint == null || refusal.fingerprint().equals(fingerprint))
                .flatMap(refusal -> {
                    var ca = certificateOf(accountId, refusal);
                    var visible = accountId.equals(refusal.holderId())
                            || ca.filter(certificate -> certificate.proven()
                                    || (fingerprint != null && refusal.holderId() == null)).isPresent();
                    return visible
                            ? Stream.of(new VisibleRefusal(refusal, ca.map(TrustedCertificate::id).orElse(null)))
                            : Stream.empty();
                });
    }

    @Override
    public int removeUnseenSince(Instant before, int limit) {
        var unseen = table.rows().filter(refusal -> refusal.lastSeenAt().isBefore(before)).limit(limit).toList();
        unseen.forEach(refusal -> table.remove(refusal.id()));
        return unseen.size();
    }

    private Optional<TrustedCertificate> certificateOf(ResourceId accountId, Refusal refusal) {
        var anchor = refusal.anchor();
        return anchor == null
                ? Optional.empty()
                : certificates.allOf(accountId)
                        .filter(certificate -> certificate.ca().fingerprint().equals(anchor)).findFirst();
    }

    @Override
    public int removeUnlistedBeyond(int most, int limit) {
        var places = new HashMap<Optional<Fingerprint>, Integer>();
        var beyond = table.rows().filter(refusal -> refusal.holderId() == null)
                .sorted(Comparator.comparing(Refusal::lastSeenAt).thenComparing(Refusal::id).reversed())
                .filter(refusal -> places.merge(Optional.ofNullable(refusal.anchor()), 1, Integer::sum) > most)
                .limit(limit).toList();
        beyond.forEach(refusal -> table.remove(refusal.id()));
        return beyond.size();
    }

    private static Refusal merge(Refusal stored, Refusal refusal) {
        if (!Objects.equals(stored.holderId(), refusal.holderId())) {
            return refusal;
        }
        return new Refusal(stored.id(), refusal.fingerprint(), refusal.reason(), refusal.holderId(), refusal.anchor(),
                refusal.endpointName(), refusal.detail(), stored.count() + refusal.count(), stored.firstSeenAt(),
                refusal.lastSeenAt());
    }
}
