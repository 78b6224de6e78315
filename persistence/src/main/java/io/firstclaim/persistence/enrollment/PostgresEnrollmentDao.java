package io.firstclaim.persistence.enrollment;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.enrollment.Enrollment;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `enrollment` where H2's `MERGE` is not understood: `ON CONFLICT` waits for the other of two that insert at once, and then does what it would have done
/// a moment later.
public interface PostgresEnrollmentDao extends EnrollmentDao {
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

    @Override
    @SqlBatch("""
            INSERT INTO enrollment AS e
              (id, version, account_id, fingerprint, pre_assigned, created_at, expires_at, claimed_at, device_id)
            VALUES
              (:id, :version, :accountId, :fingerprint, :preAssigned, :createdAt, :expiresAt, :claim?.claimedAt,
               :claim?.deviceId)
            ON CONFLICT (fingerprint) DO UPDATE
              SET id = excluded.id, version = excluded.version, account_id = excluded.account_id,
                  pre_assigned = excluded.pre_assigned, request_id = NULL, created_at = excluded.created_at,
                  expires_at = excluded.expires_at, claimed_at = excluded.claimed_at, device_id = excluded.device_id
              WHERE e.device_id IS NULL AND e.expires_at <= :now
            """)
    boolean[] addAll(@BindMethods List<Enrollment> enrollments, Instant now);
}
