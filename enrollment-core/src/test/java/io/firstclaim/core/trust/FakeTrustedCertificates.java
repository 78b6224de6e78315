package io.firstclaim.core.trust;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Trusted certificates in memory.
public final class FakeTrustedCertificates implements TrustedCertificates {
    private final FakeTable<ResourceId, Row> table;
    private long revision;

    public FakeTrustedCertificates(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public AddOutcome add(TrustedCertificate added, @Nullable RequestId requestId) {
        if (requestId != null && findByRequest(added.accountId(), requestId).isPresent()) {
            return AddOutcome.REQUEST_REPEATED;
        }
        if (hasName(added)) {
            return AddOutcome.NAME_TAKEN;
        }
        if (hasCertificate(added)) {
            return AddOutcome.CERTIFICATE_TAKEN;
        }
        put(added, requestId);
        return AddOutcome.ADDED;
    }

    @Override
    public Optional<TrustedCertificate> find(ResourceId accountId, ResourceId id) {
        return ofAccount(accountId).filter(certificate -> certificate.id().equals(id)).findFirst();
    }

    @Override
    public Optional<TrustedCertificate> findByRequest(ResourceId accountId, RequestId requestId) {
        return table.rows().filter(row -> requestId.equals(row.requestId())).map(Row::certificate)
                .filter(certificate -> certificate.accountId().equals(accountId)).findFirst();
    }

    @Override
    public List<TrustedCertificate> list(ResourceId accountId, Selection<TrustedCertificate> selection) {
        return selection.from(ofAccount(accountId), TrustedCertificate::id);
    }

    @Override
    public long count(ResourceId accountId, List<Criterion<TrustedCertificate>> criteria) {
        return ofAccount(accountId).filter(certificate -> Selection.fulfils(certificate, criteria)).count();
    }

    /// All of an account.
    public Stream<TrustedCertificate> allOf(ResourceId accountId) {
        return ofAccount(accountId);
    }

    @Override
    public UpdateOutcome update(TrustedCertificate changed, long expectedVersion) {
        var stored = find(changed.accountId(), changed.id());
        if (stored.isEmpty() || stored.get().version() != expectedVersion) {
            return UpdateOutcome.VERSION_PASSED;
        }
        if (hasName(changed)) {
            return UpdateOutcome.NAME_TAKEN;
        }
        if (hasCertificate(changed)) {
            return UpdateOutcome.CERTIFICATE_TAKEN;
        }
        put(changed, table.get(changed.id()).requestId());
        return UpdateOutcome.UPDATED;
    }

    @Override
    public boolean remove(ResourceId accountId, ResourceId id) {
        revision++;
        return find(accountId, id).isPresent() && table.remove(id);
    }

    @Override
    public List<TrustedCertificate> bootstrapAnchors(Set<ResourceId> accountIds) {
        return table.rows().map(Row::certificate).filter(TrustedCertificate::isBootstrapAnchor)
                .filter(certificate -> accountIds.contains(certificate.accountId())).toList();
    }

    @Override
    public List<CaCertificate> bootstrapAnchorsBySubject(byte[] subject, int limit) {
        return distinctAnchors()
                .filter(ca -> Arrays.equals(ca.anchor().getSubjectX500Principal().getEncoded(), subject)).limit(limit)
                .toList();
    }

    @Override
    public boolean isBootstrapAnchor(Fingerprint fingerprint) {
        return distinctAnchors().anyMatch(ca -> ca.fingerprint().equals(fingerprint));
    }

    @Override
    public List<CaCertificate> allBootstrapAnchors() {
        return distinctAnchors().toList();
    }

    @Override
    public String bootstrapAnchorsRevision() {
        return Long.toString(revision);
    }

    /// The accounts that proved a CA certificate.
    public Stream<ResourceId> provedBy(Fingerprint fingerprint) {
        return table.rows().map(Row::certificate)
                .filter(certificate -> certificate.proven() && certificate.ca().fingerprint().equals(fingerprint))
                .map(TrustedCertificate::accountId).sorted();
    }

    private void put(TrustedCertificate certificate, @Nullable RequestId requestId) {
        revision++;
        table.put(certificate.id(), new Row(certificate, requestId));
    }

    private boolean hasName(TrustedCertificate wanted) {
        return others(wanted).anyMatch(other -> other.name().equals(wanted.name()));
    }

    private boolean hasCertificate(TrustedCertificate wanted) {
        return others(wanted).anyMatch(other -> other.ca().fingerprint().equals(wanted.ca().fingerprint()));
    }

    private Stream<TrustedCertificate> others(TrustedCertificate than) {
        return ofAccount(than.accountId()).filter(other -> !other.id().equals(than.id()));
    }

    private Stream<TrustedCertificate> ofAccount(ResourceId accountId) {
        return table.rows().map(Row::certificate)
                .filter(certificate -> certificate.accountId().equals(accountId));
    }

    private Stream<CaCertificate> distinctAnchors() {
        var seen = new HashSet<Fingerprint>();
        return table.rows().map(Row::certificate).filter(TrustedCertificate::isBootstrapAnchor)
                .sorted(Comparator.comparing(certificate -> !certificate.proven())).map(TrustedCertificate::ca)
                .filter(ca -> seen.add(ca.fingerprint()));
    }

    private record Row(TrustedCertificate certificate, @Nullable RequestId requestId) {}
}
