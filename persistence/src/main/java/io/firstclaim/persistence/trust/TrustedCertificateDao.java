package io.firstclaim.persistence.trust;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.CaCertificate;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.TrustedCertificate;
import io.firstclaim.core.trust.TrustedCertificates;
import io.firstclaim.persistence.Restriction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMap;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The tables `trusted_certificate` and `trust_revision`.
@RegisterRowMapper(TrustedCertificateMapper.class)
@RegisterRowMapper(CaCertificateMapper.class)
public interface TrustedCertificateDao extends TrustedCertificates {
    /// Rows of `trust_revision`.
    int REVISION_SHARDS = 16;
    /// Certificates that are read at once.
    int WALK = 100;

    @Override
    default AddOutcome add(TrustedCertificate certificate, @Nullable RequestId requestId) {
        if (insert(certificate, Anchor.of(certificate.ca()), requestId)) {
            countChange(certificate.accountId());
            return AddOutcome.ADDED;
        }
        if (requestId != null && findByRequest(certificate.accountId(), requestId).isPresent()) {
            return AddOutcome.REQUEST_REPEATED;
        }
        return isNameTaken(certificate) ? AddOutcome.NAME_TAKEN : AddOutcome.CERTIFICATE_TAKEN;
    }

    /// Adds one unless the account has its request, name or certificate.
    @SqlUpdate("""
            INSERT INTO trusted_certificate
              (id, version, account_id, owner_id, name, description, service, status, pem, fingerprint,
              subject_hash, enrollment_mode, proven, request_id, created_at, updated_at)
            SELECT :id, :version, :accountId, :ownerId, :name, :description, :service, :status, :pem, :fingerprint,
              :subjectHash, :enrollmentMode, :proven, :requestId, :createdAt, :updatedAt
            WHERE NOT EXISTS (
              SELECT 1 FROM trusted_certificate
              WHERE account_id = :accountId
                AND (request_id = :requestId OR name = :name OR fingerprint = :fingerprint))
            """)
    boolean insert(@BindMethods TrustedCertificate certificate, @BindMethods Anchor anchor,
            @Nullable RequestId requestId);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, owner_id, name, description, service, status, pem, enrollment_mode,
                   proven, created_at, updated_at
            FROM trusted_certificate WHERE id = :id AND account_id = :accountId
            """)
    Optional<TrustedCertificate> find(ResourceId accountId, ResourceId id);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, owner_id, name, description, service, status, pem, enrollment_mode,
                   proven, created_at, updated_at
            FROM trusted_certificate WHERE account_id = :accountId AND request_id = :requestId
            """)
    Optional<TrustedCertificate> findByRequest(ResourceId accountId, RequestId requestId);

    @Override
    default List<TrustedCertificate> list(ResourceId accountId, Selection<TrustedCertificate> selection) {
        var chosen = new ArrayList<TrustedCertificate>();
        walk(accountId, selection.descending(), selection.after(), certificate -> {
            if (Selection.fulfils(certificate, selection.criteria())) {
                chosen.add(certificate);
            }
            return chosen.size() < selection.limit();
        });
        return chosen;
    }

    @Override
    default long count(ResourceId accountId, List<Criterion<TrustedCertificate>> criteria) {
        var count = new AtomicLong();
        walk(accountId, false, null, certificate -> {
            if (Selection.fulfils(certificate, criteria)) {
                count.incrementAndGet();
            }
            return true;
        });
        return count.get();
    }

    /// Reads the account's certificates, of which there are few, until one says that it is enough. Issuer, subject and validity stand in the certificate alone,
    /// so that it is judged here.
    default void walk(ResourceId accountId, boolean descending, @Nullable ResourceId after,
            Predicate<TrustedCertificate> goOn) {
        var last = after;
        while (true) {
            var rest = Restriction.of(new Selection<TrustedCertificate>(List.of(), descending, last, WALK),
                    Map.of("id", "id"));
            var read = page(accountId, rest.sql(), rest.values());
            if (!read.stream().allMatch(goOn) || read.size() < WALK) {
                return;
            }
            last = read.getLast().id();
        }
    }

    /// A page of the list.
    @SqlQuery("""
            SELECT id, version, account_id, owner_id, name, description, service, status, pem, enrollment_mode,
                   proven, created_at, updated_at
            FROM trusted_certificate WHERE account_id = :accountId <rest>
            """)
    List<TrustedCertificate> page(ResourceId accountId, @Define("rest") String rest,
            @BindMap Map<String, Object> values);

    @Override
    default UpdateOutcome update(TrustedCertificate changed, long expectedVersion) {
        if (write(changed, Anchor.of(changed.ca()), expectedVersion)) {
            countChange(changed.accountId());
            return UpdateOutcome.UPDATED;
        }
        if (find(changed.accountId(), changed.id()).filter(stored -> stored.version() == expectedVersion).isEmpty()) {
            return UpdateOutcome.VERSION_PASSED;
        }
        return isNameTaken(changed) ? UpdateOutcome.NAME_TAKEN : UpdateOutcome.CERTIFICATE_TAKEN;
    }

    /// Writes what can change, unless the version passed or another of the account has the name or the certificate.
    @SqlUpdate("""
            UPDATE trusted_certificate
            SET version = :version, name = :name, description = :description, service = :service, status = :status,
                pem = :pem, fingerprint = :fingerprint, subject_hash = :subjectHash,
                enrollment_mode = :enrollmentMode, proven = :proven, updated_at = :updatedAt
            WHERE id = :id AND account_id = :accountId AND version = :expectedVersion AND NOT EXISTS (
              SELECT 1 FROM trusted_certificate o
              WHERE o.account_id = :accountId AND o.id <> :id AND (o.name = :name OR o.fingerprint = :fingerprint))
            """)
    boolean write(@BindMethods TrustedCertificate changed, @BindMethods Anchor anchor, long expectedVersion);

    /// Whether another certificate of the account has the name.
    @SqlQuery("""
            SELECT EXISTS (
              SELECT 1 FROM trusted_certificate WHERE account_id = :accountId AND name = :name AND id <> :id)
            """)
    boolean isNameTaken(@BindMethods TrustedCertificate certificate);

    @Override
    default boolean remove(ResourceId accountId, ResourceId id) {
        var removed = delete(accountId, id);
        if (removed) {
            countChange(accountId);
        }
        return removed;
    }

    /// Removes one.
    @SqlUpdate("DELETE FROM trusted_certificate WHERE id = :id AND account_id = :accountId")
    boolean delete(ResourceId accountId, ResourceId id);

    @Override
    default List<TrustedCertificate> bootstrapAnchors(Set<ResourceId> accountIds) {
        return accountIds.isEmpty() ? List.of() : anchorsOf(accountIds);
    }

    /// Anchors of accounts.
    @SqlQuery("""
            SELECT id, version, account_id, owner_id, name, description, service, status, pem, enrollment_mode,
                   proven, created_at, updated_at
            FROM trusted_certificate
            WHERE account_id IN (<accountIds>) AND status = 'ACTIVE' AND service = 'BOOTSTRAP' ORDER BY id
            """)
    List<TrustedCertificate> anchorsOf(@BindList("accountIds") Set<ResourceId> accountIds);

    @Override
    default List<CaCertificate> bootstrapAnchorsBySubject(byte[] subject, int limit) {
        return anchorsBySubject(Anchor.subjectHash(subject), limit);
    }

    /// Anchors of a subject; of the rows of one certificate the first proven one stands for all.
    @SqlQuery("""
            SELECT d.pem FROM (
              SELECT t.pem, t.id, t.proven,
                     ROW_NUMBER() OVER (PARTITION BY t.fingerprint ORDER BY t.proven DESC, t.id) AS place
              FROM trusted_certificate t
              WHERE t.subject_hash = :subjectHash AND t.status = 'ACTIVE' AND t.service = 'BOOTSTRAP') d
            WHERE d.place = 1 ORDER BY d.proven DESC, d.id LIMIT :limit
            """)
    List<CaCertificate> anchorsBySubject(Fingerprint subjectHash, int limit);

    @Override
    @SqlQuery("""
            SELECT EXISTS (
              SELECT 1 FROM trusted_certificate
              WHERE fingerprint = :fingerprint AND status = 'ACTIVE' AND service = 'BOOTSTRAP')
            """)
    boolean isBootstrapAnchor(Fingerprint fingerprint);

    @Override
    @SqlQuery("""
            SELECT d.pem FROM (
              SELECT t.pem, t.id, t.proven,
                     ROW_NUMBER() OVER (PARTITION BY t.fingerprint ORDER BY t.proven DESC, t.id) AS place
              FROM trusted_certificate t
              WHERE t.status = 'ACTIVE' AND t.service = 'BOOTSTRAP') d
            WHERE d.place = 1 ORDER BY d.proven DESC, d.id
            """)
    List<CaCertificate> allBootstrapAnchors();

    @Override
    default String bootstrapAnchorsRevision() {
        return revisions().stream().map(String::valueOf).collect(Collectors.joining("."));
    }

    /// The counts of all shards.
    @SqlQuery("SELECT revision FROM trust_revision ORDER BY shard")
    List<Long> revisions();

    /// Counts a change of the account's certificates.
    default void countChange(ResourceId accountId) {
        countChangeOfShard((int) (accountId.low() & (REVISION_SHARDS - 1)));
    }

    /// Counts a change of a shard.
    @SqlUpdate("UPDATE trust_revision SET revision = revision + 1 WHERE shard = :shard")
    void countChangeOfShard(int shard);
}
