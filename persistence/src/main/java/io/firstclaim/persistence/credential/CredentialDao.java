package io.firstclaim.persistence.credential;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.credential.Credential;
import io.firstclaim.core.credential.Credentials;
import io.firstclaim.core.credential.PublicKeyHash;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table `credential`: at most two rows per device, of which one at most is not confirmed.
@RegisterRowMapper(CredentialDao.Mapper.class)
public interface CredentialDao extends Credentials {
    @Override
    default void issueAll(List<Credential> credentials) {
        for (var credential : credentials) {
            removeUnconfirmed(credential.deviceId());
            insert(credential);
        }
    }

    /// Removes what the device never acknowledged.
    @SqlUpdate("DELETE FROM credential WHERE device_id = :deviceId AND confirmed_at IS NULL")
    void removeUnconfirmed(ResourceId deviceId);

    /// Adds one.
    @SqlUpdate("""
            INSERT INTO credential
              (id, account_id, device_id, endpoint_name, request_id, public_key_hash, not_before, not_after,
               confirmed_at)
            VALUES
              (:id, :accountId, :deviceId, :endpointName, :requestId, :publicKeyHash, :notBefore, :notAfter,
               :confirmedAt)
            """)
    void insert(@BindMethods Credential credential);

    @Override
    @SqlQuery("""
            SELECT id, account_id, device_id, endpoint_name, request_id, public_key_hash, not_before, not_after,
                   confirmed_at
            FROM credential WHERE id = :id
            """)
    Optional<Credential> find(ResourceId id);

    @Override
    default List<Credential> findAll(Set<ResourceId> ids) {
        return ids.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    default List<Credential> findLatest(Set<ResourceId> deviceIds) {
        return deviceIds.stream().flatMap(deviceId -> findLatest(deviceId).stream()).toList();
    }

    /// The one that is not confirmed is always the later one: no clock is asked.
    @Override
    @SqlQuery("""
            SELECT id, account_id, device_id, endpoint_name, request_id, public_key_hash, not_before, not_after,
                   confirmed_at
            FROM credential WHERE device_id = :deviceId
            ORDER BY CASE WHEN confirmed_at IS NULL THEN 0 ELSE 1 END LIMIT 1
            """)
    Optional<Credential> findLatest(ResourceId deviceId);

    @Override
    default Set<ResourceId> confirmAll(List<ResourceId> ids, Instant now) {
        var confirmed = new HashSet<ResourceId>();
        for (var id : ids) {
            if (writeConfirmation(id, now)) {
                removeOthers(id);
                confirmed.add(id);
            }
        }
        return confirmed;
    }

    /// Confirms one that waits for it.
    @SqlUpdate("UPDATE credential SET confirmed_at = :now WHERE id = :id AND confirmed_at IS NULL")
    boolean writeConfirmation(ResourceId id, Instant now);

    /// Removes the other credentials of the same device.
    @SqlUpdate("""
            DELETE FROM credential
            WHERE id <> :id AND device_id = (SELECT c.device_id FROM credential c WHERE c.id = :id)
            """)
    void removeOthers(ResourceId id);

    @Override
    @SqlUpdate("DELETE FROM credential WHERE device_id = :deviceId")
    void removeAll(ResourceId deviceId);

    /// Reads a row.
    final class Mapper implements RowMapper<Credential> {
        @Override
        public Credential map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new Credential(columns.id("id"), columns.id("account_id"), columns.id("device_id"),
                    new EndpointName(columns.text("endpoint_name")), columns.text("request_id"),
                    PublicKeyHash.ofBytes(columns.bytes("public_key_hash")), columns.time("not_before"),
                    columns.time("not_after"), columns.timeOrNull("confirmed_at"));
        }
    }
}
