package io.firstclaim.persistence.enrollment;

import static java.util.Map.entry;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.enrollment.Enrollments;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Columns;
import io.firstclaim.persistence.Restriction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMap;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;
import org.jspecify.annotations.Nullable;

/// The table `enrollment`.
@RegisterRowMapper(EnrollmentDao.Mapper.class)
public interface EnrollmentDao extends Enrollments, SqlObject {
    /// What the fields of [Enrollment#FIELDS] are in the table.
    Map<String, String> EXPRESSIONS = Map.ofEntries(entry("id", "id"), entry("enrollment_identity", "fingerprint"),
            entry("enrolled_device_id", "device_id"),
            entry("state", "CASE WHEN device_id IS NULL THEN 'PENDING' ELSE 'CLAIMED' END"),
            entry("create_time", "created_at"), entry("expire_time", "expires_at"), entry("claim_time", "claimed_at"));

    /// One statement: a repeated request gives it no source row and so nothing to do; an expired row of the same
    /// certificate is overwritten, a live one left alone. Of two that insert at once the unique fingerprint stops one,
    /// whose transaction then runs again and finds the other's row.
    @Override
    @SqlUpdate("""
            MERGE INTO enrollment e
            USING (SELECT 1 AS one WHERE NOT EXISTS (
                     SELECT 1 FROM enrollment r WHERE r.account_id = :accountId AND r.request_id = :requestId)) s
            ON e.fingerprint = :fingerprint
            WHEN MATCHED AND e.device_id IS NULL AND e.expires_at <= :now THEN UPDATE
              SET id = :id, version = :version, account_id = :accountId, pre_assigned = :preAssigned,
                  request_id = :requestId, created_at = :createdAt, expires_at = :expiresAt,
                  claimed_at = :claim?.claimedAt, device_id = :claim?.deviceId
            WHEN NOT MATCHED THEN INSERT
              (id, version, account_id, fingerprint, pre_assigned, request_id, created_at, expires_at, claimed_at,
               device_id)
            VALUES
              (:id, :version, :accountId, :fingerprint, :preAssigned, :requestId, :createdAt, :expiresAt,
               :claim?.claimedAt, :claim?.deviceId)
            """)
    boolean add(@BindMethods Enrollment enrollment, @Nullable RequestId requestId, Instant now);

    /// As [#add] does, in one batch.
    @Override
    @SqlBatch("""
            MERGE INTO enrollment e
            USING (SELECT 1 AS one) s ON e.fingerprint = :fingerprint
            WHEN MATCHED AND e.device_id IS NULL AND e.expires_at <= :now THEN UPDATE
              SET id = :id, version = :version, account_id = :accountId, pre_assigned = :preAssigned,
                  request_id = NULL, created_at = :createdAt, expires_at = :expiresAt,
                  claimed_at = :claim?.claimedAt, device_id = :claim?.deviceId
            WHEN NOT MATCHED THEN INSERT
              (id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id)
            VALUES
              (:id, :version, :accountId, :fingerprint, :preAssigned, :createdAt, :expiresAt, :claim?.claimedAt,
               :claim?.deviceId)
            """)
    boolean[] addAll(@BindMethods List<Enrollment> enrollments, Instant now);

    /// The unique fingerprint decides. What was written before the one that is held is undone, and nothing else of the transaction.
    @Override
    default boolean addNew(List<Enrollment> enrollments) {
        var before = "before_new_enrollments";
        getHandle().savepoint(before);
        try {
            insertNew(enrollments);
        } catch (JdbiException refused) {
            if (!Changes.isTaken(refused)) {
                throw refused;
            }
            getHandle().rollbackToSavepoint(before);
            return false;
        }
        getHandle().releaseSavepoint(before);
        return true;
    }

    /// Adds all, or fails.
    @SqlBatch("""
            INSERT INTO enrollment
              (id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id)
            VALUES
              (:id, :version, :accountId, :fingerprint, :preAssigned, :createdAt, :expiresAt, :claim?.claimedAt,
               :claim?.deviceId)
            """)
    void insertNew(@BindMethods List<Enrollment> enrollments);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id
            FROM enrollment WHERE id = :id AND account_id = :accountId AND NOT pre_assigned
            """)
    Optional<Enrollment> find(ResourceId accountId, ResourceId id);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id
            FROM enrollment WHERE account_id = :accountId AND request_id = :requestId
            """)
    Optional<Enrollment> findByRequest(ResourceId accountId, RequestId requestId);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id
            FROM enrollment WHERE fingerprint = :fingerprint
            """)
    Optional<Enrollment> findByFingerprint(Fingerprint fingerprint);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id
            FROM enrollment WHERE fingerprint = :fingerprint FOR UPDATE
            """)
    Optional<Enrollment> lockByFingerprint(Fingerprint fingerprint);

    @Override
    default List<Enrollment> findByFingerprints(Collection<Fingerprint> fingerprints) {
        return fingerprints.isEmpty() ? List.of() : holders(fingerprints);
    }

    /// Whoever holds these certificates.
    @SqlQuery("""
            SELECT id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id
            FROM enrollment WHERE fingerprint IN (<fingerprints>)
            """)
    List<Enrollment> holders(@BindList("fingerprints") Collection<Fingerprint> fingerprints);

    @Override
    default List<Enrollment> lockByFingerprints(SortedSet<Fingerprint> fingerprints) {
        return fingerprints.isEmpty() ? List.of() : lockHolders(fingerprints);
    }

    /// The same, locked.
    @SqlQuery("""
            SELECT id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id
            FROM enrollment WHERE fingerprint IN (<fingerprints>) ORDER BY fingerprint FOR UPDATE
            """)
    List<Enrollment> lockHolders(@BindList("fingerprints") Collection<Fingerprint> fingerprints);

    @Override
    default List<Enrollment> lockFree(SortedSet<Fingerprint> fingerprints) {
        return fingerprints.isEmpty() ? List.of() : lockFreeHolders(fingerprints);
    }

    /// Those that nobody else has locked.
    @SqlQuery("""
            SELECT id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id
            FROM enrollment WHERE fingerprint IN (<fingerprints>) ORDER BY fingerprint FOR UPDATE SKIP LOCKED
            """)
    List<Enrollment> lockFreeHolders(@BindList("fingerprints") Collection<Fingerprint> fingerprints);

    @Override
    default List<Enrollment> list(ResourceId accountId, Instant now, Selection<Enrollment> selection) {
        var rest = Restriction.of(selection, EXPRESSIONS, "account_id", "pre_assigned");
        return page(accountId, now, rest.sql(), rest.values());
    }

    /// A page of the list.
    @SqlQuery("""
            SELECT id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id
            FROM enrollment
            WHERE account_id = :accountId AND pre_assigned = FALSE AND (device_id IS NOT NULL OR expires_at > :now)
            <rest>
            """)
    List<Enrollment> page(ResourceId accountId, Instant now, @Define("rest") String rest,
            @BindMap Map<String, Object> values);

    @Override
    default long count(ResourceId accountId, Instant now, List<Criterion<Enrollment>> criteria) {
        var rest = Restriction.of(criteria, EXPRESSIONS);
        return countOf(accountId, now, rest.sql(), rest.values());
    }

    /// The size of the list; without criteria the index `enrollment_list` holds all that it needs.
    @SqlQuery("""
            SELECT COUNT(*) FROM enrollment
            WHERE account_id = :accountId AND pre_assigned = FALSE AND (device_id IS NOT NULL OR expires_at > :now)
            <rest>
            """)
    long countOf(ResourceId accountId, Instant now, @Define("rest") String rest, @BindMap Map<String, Object> values);

    @Override
    default void claimAll(List<Enrollment> claimed) {
        if (!claimed.isEmpty() && writeClaims(claimed) != claimed.size()) {
            throw new IllegalStateException("Of " + claimed.size() + " enrollments that are claimed one is not there");
        }
    }

    /// Writes versions and claims; says how many rows it changed.
    default int writeClaims(List<Enrollment> claimed) {
        return Arrays.stream(writeEachClaim(claimed)).sum();
    }

    /// The same in one batch.
    @SqlBatch("""
            UPDATE enrollment
            SET version = :version, claimed_at = :claim?.claimedAt, device_id = :claim?.deviceId
            WHERE id = :id
            """)
    int[] writeEachClaim(@BindMethods List<Enrollment> claimed);

    @Override
    @SqlUpdate("DELETE FROM enrollment WHERE id = :id")
    void remove(ResourceId id);

    @Override
    @SqlBatch("DELETE FROM enrollment WHERE id = :id")
    void removeAll(@Bind("id") List<ResourceId> ids);

    /// Two statements, because H2 chooses again while it removes when both are one.
    @Override
    default int removeExpired(Instant now, int limit) {
        return Arrays.stream(deleteExpired(expired(now, limit), now)).sum();
    }

    /// The ids of expired ones.
    @SqlQuery("""
            SELECT id FROM enrollment WHERE device_id IS NULL AND expires_at <= :now ORDER BY device_id, expires_at
            LIMIT :limit
            """)
    @UseRowMapper(IdMapper.class)
    List<ResourceId> expired(Instant now, int limit);

    /// Removes those that are still expired; says of each how many rows that were.
    @SqlBatch("DELETE FROM enrollment WHERE id = :id AND device_id IS NULL AND expires_at <= :now")
    int[] deleteExpired(@Bind("id") List<ResourceId> ids, Instant now);

    /// Reads a row.
    final class Mapper implements RowMapper<Enrollment> {
        @Override
        public Enrollment map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            var deviceId = columns.idOrNull("device_id");
            var claim = deviceId == null ? null : new Enrollment.Claim(columns.time("claimed_at"), deviceId);
            return new Enrollment(columns.id("id"), columns.number("version"), columns.id("account_id"),
                    columns.fingerprint("fingerprint"), columns.flag("pre_assigned"), columns.time("created_at"),
                    columns.time("expires_at"), claim);
        }
    }

    /// Reads the id alone.
    final class IdMapper implements RowMapper<ResourceId> {
        @Override
        public ResourceId map(ResultSet row, StatementContext context) throws SQLException {
            return new Columns(row).id("id");
        }
    }
}
