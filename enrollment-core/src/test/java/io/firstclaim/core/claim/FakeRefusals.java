package io.firstclaim.core.claim;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.FakeTrustedCertificates;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.Objects;
import java.util.Optional;
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
    public List<Refusal> listVisible(ResourceId accountId, @Nullable Fingerprint fingerprint,
            @Nullable ResourceId after, int limit) {
        return table.rowsAfter(after)
                .filter(refusal -> fingerprint == null || refusal.fingerprint().equals(fingerprint))
                .filter(refusal -> accountId.equals(refusal.holderId())
                        || cameByCertificateOf(accountId, refusal, fingerprint != null))
                .limit(limit).toList();
    }

    @Override
    public int removeUnseenSince(Instant before, int limit) {
        var unseen = table.rows().filter(refusal -> refusal.lastSeenAt().isBefore(before)).limit(limit).toList();
        unseen.forEach(refusal -> table.remove(refusal.id()));
        return unseen.size();
    }

    private boolean cameByCertificateOf(ResourceId accountId, Refusal refusal, boolean named) {
        var anchor = refusal.anchor();
        return anchor != null && certificates.list(accountId, null, Integer.MAX_VALUE).stream()
                .filter(certificate -> named || certificate.proven())
                .anyMatch(certificate -> certificate.ca().fingerprint().equals(anchor));
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
