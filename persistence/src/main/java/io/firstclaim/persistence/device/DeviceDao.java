package io.firstclaim.persistence.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceState;
import io.firstclaim.core.device.Devices;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `device`.
@RegisterRowMapper(DeviceDao.Mapper.class)
public interface DeviceDao extends Devices {
    @Override
    default void add(Device device) {
        insert(device, device.live() ? device.fingerprint() : null, device.live() ? device.endpointName() : null);
    }

    /// Adds a device with what only one live device may have.
    @SqlUpdate("""
            INSERT INTO device
              (id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, live_fingerprint, live_name,
               state, trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at)
            VALUES
              (:id, :version, :accountId, :endpointName, :fingerprint, :preAssigned, :live, :liveFingerprint,
               :liveName, :state, :trustedCertificateId, :claimedAt, :bootstrappedAt, :bootstrapRequested, :updatedAt)
            """)
    void insert(@BindMethods Device device, @Nullable Fingerprint liveFingerprint, @Nullable EndpointName liveName);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, state,
                   trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at
            FROM device WHERE id = :id
            """)
    Optional<Device> find(ResourceId id);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, state,
                   trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at
            FROM device WHERE id = :id FOR UPDATE
            """)
    Optional<Device> lock(ResourceId id);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, state,
                   trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at
            FROM device WHERE id = :id AND account_id = :accountId AND live
            """)
    Optional<Device> find(ResourceId accountId, ResourceId id);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, state,
                   trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at
            FROM device WHERE account_id = :accountId AND live_name = :name
            """)
    Optional<Device> findByName(ResourceId accountId, EndpointName name);

    @Override
    default List<Device> list(ResourceId accountId, @Nullable DeviceState state, @Nullable ResourceId after,
            int limit) {
        return state == null
                ? page(accountId, Changes.after(after), limit)
                : pageInState(accountId, state, Changes.after(after), limit);
    }

    /// A page of the list.
    @SqlQuery("""
            SELECT id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, state,
                   trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at
            FROM device WHERE account_id = :accountId AND live = TRUE AND id > :after ORDER BY id LIMIT :limit
            """)
    List<Device> page(ResourceId accountId, ResourceId after, int limit);

    /// A page of the list of devices in one state.
    @SqlQuery("""
            SELECT id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, state,
                   trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at
            FROM device WHERE account_id = :accountId AND live = TRUE AND state = :state AND id > :after
            ORDER BY id LIMIT :limit
            """)
    List<Device> pageInState(ResourceId accountId, DeviceState state, ResourceId after, int limit);

    @Override
    default void update(Device changed) {
        var live = changed.live();
        Changes.requireOne(write(changed, live ? changed.fingerprint() : null, live ? changed.endpointName() : null),
                "device", changed.id());
    }

    /// Writes what can change; says how many rows it changed.
    @SqlUpdate("""
            UPDATE device
            SET version = :version, endpoint_name = :endpointName, live = :live, live_fingerprint = :liveFingerprint,
                live_name = :liveName, state = :state, trusted_certificate_id = :trustedCertificateId,
                bootstrapped_at = :bootstrappedAt, bootstrap_requested = :bootstrapRequested, updated_at = :updatedAt
            WHERE id = :id
            """)
    int write(@BindMethods Device changed, @Nullable Fingerprint liveFingerprint, @Nullable EndpointName liveName);

    /// Reads a row.
    final class Mapper implements RowMapper<Device> {
        @Override
        public Device map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new Device(columns.id("id"), columns.number("version"), columns.id("account_id"),
                    new EndpointName(columns.text("endpoint_name")), columns.fingerprint("fingerprint"),
                    columns.flag("pre_assigned"), columns.flag("live"), columns.constant(DeviceState.class, "state"),
                    columns.id("trusted_certificate_id"), columns.time("claimed_at"),
                    columns.timeOrNull("bootstrapped_at"), columns.flag("bootstrap_requested"),
                    columns.time("updated_at"));
        }
    }
}
