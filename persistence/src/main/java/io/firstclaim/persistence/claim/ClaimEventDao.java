package io.firstclaim.persistence.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.ClaimHistory;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `claim_event`.
@RegisterRowMapper(ClaimEventDao.Mapper.class)
public interface ClaimEventDao extends ClaimHistory {
    @Override
    @SqlUpdate("""
            INSERT INTO claim_event
              (id, account_id, event_type, device_id, fingerprint, endpoint_name, detail, happened_at)
            VALUES
              (:id, :accountId, :type, :deviceId, :fingerprint, :endpointName, :detail, :at)
            """)
    void add(@BindMethods ClaimEvent event);

    @Override
    default List<ClaimEvent> list(ResourceId accountId, @Nullable ResourceId deviceId,
            @Nullable Fingerprint fingerprint, @Nullable ResourceId after, int limit) {
        var from = Changes.after(after);
        if (deviceId == null) {
            return fingerprint == null
                    ? page(accountId, from, limit)
                    : pageOfCertificate(accountId, fingerprint, from, limit);
        }
        return fingerprint == null
                ? pageOfDevice(accountId, deviceId, from, limit)
                : pageOfBoth(accountId, deviceId, fingerprint, from, limit);
    }

    /// A page of all events.
    @SqlQuery("""
            SELECT id, account_id, event_type, device_id, fingerprint, endpoint_name, detail, happened_at
            FROM claim_event
            WHERE account_id = :accountId AND id > :after
            ORDER BY id LIMIT :limit
            """)
    List<ClaimEvent> page(ResourceId accountId, ResourceId after, int limit);

    /// A page of the events of a device.
    @SqlQuery("""
            SELECT id, account_id, event_type, device_id, fingerprint, endpoint_name, detail, happened_at
            FROM claim_event
            WHERE account_id = :accountId AND device_id = :deviceId AND id > :after
            ORDER BY id LIMIT :limit
            """)
    List<ClaimEvent> pageOfDevice(ResourceId accountId, ResourceId deviceId, ResourceId after, int limit);

    /// A page of the events of a certificate.
    @SqlQuery("""
            SELECT id, account_id, event_type, device_id, fingerprint, endpoint_name, detail, happened_at
            FROM claim_event
            WHERE account_id = :accountId AND fingerprint = :fingerprint AND id > :after
            ORDER BY id LIMIT :limit
            """)
    List<ClaimEvent> pageOfCertificate(ResourceId accountId, Fingerprint fingerprint, ResourceId after, int limit);

    /// A page of the events of a device under a certificate.
    @SqlQuery("""
            SELECT id, account_id, event_type, device_id, fingerprint, endpoint_name, detail, happened_at
            FROM claim_event
            WHERE account_id = :accountId AND device_id = :deviceId AND fingerprint = :fingerprint AND id > :after
            ORDER BY id LIMIT :limit
            """)
    List<ClaimEvent> pageOfBoth(ResourceId accountId, ResourceId deviceId, Fingerprint fingerprint,
            ResourceId after, int limit);

    /// Reads a row.
    final class Mapper implements RowMapper<ClaimEvent> {
        @Override
        public ClaimEvent map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            var name = columns.textOrNull("endpoint_name");
            return new ClaimEvent(columns.id("id"), columns.id("account_id"),
                    columns.constant(ClaimEvent.Type.class, "event_type"), columns.idOrNull("device_id"),
                    columns.fingerprint("fingerprint"), name == null ? null : new EndpointName(name),
                    columns.text("detail"), columns.time("happened_at"));
        }
    }
}
