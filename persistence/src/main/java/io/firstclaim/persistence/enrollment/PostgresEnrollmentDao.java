package io.firstclaim.persistence.enrollment;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.persistence.ArrayColumns;
import io.firstclaim.persistence.Columns;
import io.firstclaim.persistence.CopyRows;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `enrollment` where H2's `MERGE` is not understood: `ON CONFLICT` waits for the other of two that insert at once, and then does what it would have done
/// a moment later.
public interface PostgresEnrollmentDao extends EnrollmentDao {
    /// As [#add] does, for rows that are given as an array for each column.
    String ADD_ALL = """
            INSERT INTO enrollment AS e
              (id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id)
            SELECT id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id
            FROM UNNEST(:ids, :versions, :accountIds, :fingerprints, :preAssigned, :createdAt, :expiresAt, :claimedAt,
                        :deviceIds)
              AS r (id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id)
            ON CONFLICT (fingerprint) DO UPDATE
              SET id = excluded.id, version = excluded.version, account_id = excluded.account_id,
                  pre_assigned = excluded.pre_assigned, request_id = NULL, created_at = excluded.created_at,
                  expires_at = excluded.expires_at, claimed_at = excluded.claimed_at, device_id = excluded.device_id
              WHERE e.device_id IS NULL AND e.expires_at <= :now
            RETURNING fingerprint
            """;

    /// Whose fingerprints are in an array.
    String HOLDERS = """
            SELECT id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id
            FROM enrollment WHERE fingerprint = ANY (:fingerprints)
            """;

    /// Claims that are given as an array for each column.
    String WRITE_CLAIMS = """
            UPDATE enrollment e SET version = r.version, claimed_at = r.claimed_at, device_id = r.device_id
            FROM UNNEST(:ids, :versions, :claimedAt, :deviceIds) AS r (id, version, claimed_at, device_id)
            WHERE e.id = r.id
            """;

    @Override
    default List<Enrollment> holders(Collection<Fingerprint> fingerprints) {
        return holders(fingerprints, "");
    }

    @Override
    default List<Enrollment> lockHolders(Collection<Fingerprint> fingerprints) {
        return holders(fingerprints, "ORDER BY fingerprint FOR UPDATE");
    }

    @Override
    default List<Enrollment> lockFreeHolders(Collection<Fingerprint> fingerprints) {
        return holders(fingerprints, "ORDER BY fingerprint FOR UPDATE SKIP LOCKED");
    }

    private List<Enrollment> holders(Collection<Fingerprint> fingerprints, String locking) {
        return new ArrayColumns<>(fingerprints).bytes("fingerprints", Fingerprint::bytes)
                .bindTo(getHandle().createQuery(HOLDERS + locking)).map(new Mapper()).list();
    }

    @Override
    default int writeClaims(List<Enrollment> claimed) {
        return new ArrayColumns<>(claimed).bytes("ids", enrollment -> enrollment.id().bytes())
                .numbers("versions", Enrollment::version)
                .times("claimedAt", enrollment -> claimOf(enrollment).claimedAt())
                .bytes("deviceIds", enrollment -> claimOf(enrollment).deviceId().bytes())
                .bindTo(getHandle().createUpdate(WRITE_CLAIMS)).execute();
    }

    private static Enrollment.Claim claimOf(Enrollment enrollment) {
        return Objects.requireNonNull(enrollment.claim());
    }

    @Override
    @SqlUpdate("""
            INSERT INTO enrollment AS e
              (id, version, account_id, fingerprint, pre_assigned, request_id, created_at, expires_at, claimed_at,
               device_id)
            SELECT :id, :version, :accountId, :fingerprint, :preAssigned, :requestId, :createdAt, :expiresAt,
                   :claim?.claimedAt, :claim?.deviceId
            WHERE NOT EXISTS (
              SELECT 1 FROM enrollment r WHERE r.account_id = :accountId AND r.request_id = :requestId)
            ON CONFLICT (fingerprint) DO UPDATE
              SET id = excluded.id, version = excluded.version, account_id = excluded.account_id,
                  pre_assigned = excluded.pre_assigned, request_id = excluded.request_id,
                  created_at = excluded.created_at, expires_at = excluded.expires_at,
                  claimed_at = excluded.claimed_at, device_id = excluded.device_id
              WHERE e.device_id IS NULL AND e.expires_at <= :now
            """)
    boolean add(@BindMethods Enrollment enrollment, @Nullable RequestId requestId, Instant now);

    /// A plan that is good for most accounts reads and sorts the whole list, which of a huge one is millions of rows.
    @Override
    default List<Enrollment> list(ResourceId accountId, Instant now, Selection<Enrollment> selection) {
        planForTheAccount();
        return EnrollmentDao.super.list(accountId, now, selection);
    }

    /// Has the statements of this transaction planned for the values that they come with.
    @SqlUpdate("SET LOCAL plan_cache_mode = force_custom_plan")
    void planForTheAccount();

    /// All rows in one statement, in their order. A row that is not written is not returned.
    @Override
    default boolean[] addAll(List<Enrollment> enrollments, Instant now) {
        var rows = new ArrayColumns<>(enrollments);
        var written = new HashSet<>(rows.bytes("ids", enrollment -> enrollment.id().bytes())
                .bytes("accountIds", enrollment -> enrollment.accountId().bytes())
                .bytes("fingerprints", enrollment -> enrollment.fingerprint().bytes())
                .numbers("versions", Enrollment::version).flags("preAssigned", Enrollment::preAssigned)
                .times("createdAt", Enrollment::createdAt).times("expiresAt", Enrollment::expiresAt)
                .times("claimedAt", enrollment -> enrollment.claim() == null ? null : enrollment.claim().claimedAt())
                .bytes("deviceIds",
                        enrollment -> enrollment.claim() == null ? null : enrollment.claim().deviceId().bytes())
                .bindTo(getHandle().createQuery(ADD_ALL)).bind("now", now)
                .map((row, _) -> new Columns(row).fingerprint("fingerprint")).list());
        var added = new boolean[enrollments.size()];
        for (int i = 0; i < added.length; i++) {
            added[i] = written.contains(enrollments.get(i).fingerprint());
        }
        return added;
    }

    @Override
    default void insertNew(List<Enrollment> enrollments) {
        CopyRows.copy(getHandle(), "enrollment",
                "id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id",
                enrollments, (enrollment, row) -> {
                    var claim = enrollment.claim();
                    row.bytes(enrollment.id().bytes()).bigint(enrollment.version())
                            .bytes(enrollment.accountId().bytes()).bytes(enrollment.fingerprint().bytes())
                            .bool(enrollment.preAssigned()).time(enrollment.createdAt()).time(enrollment.expiresAt())
                            .time(claim == null ? null : claim.claimedAt())
                            .bytes(claim == null ? null : claim.deviceId().bytes());
                });
    }

    /// One statement. Rows that a claim has locked are left for the next time, so that neither waits for the other.
    @Override
    @SqlUpdate("""
            DELETE FROM enrollment WHERE id = ANY (ARRAY(
              SELECT id FROM enrollment WHERE device_id IS NULL AND expires_at <= :now
              ORDER BY device_id, expires_at LIMIT :limit FOR UPDATE SKIP LOCKED))
            """)
    int removeExpired(Instant now, int limit);
}
