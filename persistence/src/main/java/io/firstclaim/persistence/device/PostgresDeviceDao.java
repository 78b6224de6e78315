package io.firstclaim.persistence.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceName;
import io.firstclaim.persistence.ArrayColumns;
import io.firstclaim.persistence.Changes;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jdbi.v3.sqlobject.SqlObject;

/// The table `device` where many rows can go into one statement as arrays.
public interface PostgresDeviceDao extends DeviceDao, SqlObject {
    /// Devices that are given as an array for each column.
    String ADD_ALL = """
            INSERT INTO device
              (id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, live_fingerprint, live_name,
               state, trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at, name,
               description, endpoint_type, custom_attributes)
            SELECT id, version, account_id, endpoint_name, fingerprint, pre_assigned, live,
                   CASE WHEN live THEN fingerprint END, CASE WHEN live THEN endpoint_name END, state,
                   trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at, name,
                   description, endpoint_type, custom_attributes
            FROM UNNEST(:ids, :versions, :accountIds, :endpointNames, :fingerprints, :preAssigned, :live, :states,
                        :certificateIds, :claimedAt, :bootstrappedAt, :bootstrapRequested, :updatedAt, :names,
                        :descriptions, :endpointTypes, :attributes)
              AS r (id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, state,
                    trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at, name,
                    description, endpoint_type, custom_attributes)
            """;

    /// What can change, of devices that are given as an array for each column.
    String UPDATE_ALL = """
            UPDATE device d
            SET version = r.version, endpoint_name = r.endpoint_name, live = r.live,
                live_fingerprint = CASE WHEN r.live THEN r.fingerprint END,
                live_name = CASE WHEN r.live THEN r.endpoint_name END, state = r.state,
                trusted_certificate_id = r.trusted_certificate_id, bootstrapped_at = r.bootstrapped_at,
                bootstrap_requested = r.bootstrap_requested, updated_at = r.updated_at, name = r.name,
                description = r.description, endpoint_type = r.endpoint_type, custom_attributes = r.custom_attributes
            FROM UNNEST(:ids, :versions, :accountIds, :endpointNames, :fingerprints, :preAssigned, :live, :states,
                        :certificateIds, :claimedAt, :bootstrappedAt, :bootstrapRequested, :updatedAt, :names,
                        :descriptions, :endpointTypes, :attributes)
              AS r (id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, state,
                    trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at, name,
                    description, endpoint_type, custom_attributes)
            WHERE d.id = r.id
            """;

    @Override
    default void addAll(List<Device> devices) {
        if (!devices.isEmpty()) {
            columns(devices).bindTo(getHandle().createUpdate(ADD_ALL)).execute();
        }
    }

    @Override
    default void updateAll(List<Device> changed) {
        if (!changed.isEmpty()
                && columns(changed).bindTo(getHandle().createUpdate(UPDATE_ALL)).execute() != changed.size()) {
            throw new IllegalStateException("Of " + changed.size() + " devices to change one is not there");
        }
    }

    @Override
    default List<Device> findAll(Set<ResourceId> ids) {
        return byIds(ids, "");
    }

    @Override
    default List<Device> lockAll(SortedSet<ResourceId> ids) {
        return byIds(ids, " ORDER BY id FOR UPDATE");
    }

    private List<Device> byIds(Collection<ResourceId> ids, String locking) {
        return new ArrayColumns<>(ids).bytes("ids", ResourceId::bytes)
                .bindTo(getHandle().createQuery(DEVICE + "WHERE id = ANY (:ids)" + locking)).map(new DeviceMapper())
                .list();
    }

    @Override
    default List<Device> findByNames(Set<DeviceName> names) {
        return new ArrayColumns<>(names).bytes("accountIds", name -> name.accountId().bytes())
                .texts("names", name -> name.name().text())
                .bindTo(getHandle().createQuery(DEVICE
                        + "WHERE (account_id, live_name) IN (SELECT * FROM UNNEST(:accountIds, :names))"))
                .map(new DeviceMapper()).list();
    }

    private static ArrayColumns<Device> columns(List<Device> devices) {
        return new ArrayColumns<>(devices).bytes("ids", device -> device.id().bytes())
                .numbers("versions", Device::version).bytes("accountIds", device -> device.accountId().bytes())
                .texts("endpointNames", device -> device.endpointName().text())
                .bytes("fingerprints", device -> device.fingerprint().bytes())
                .flags("preAssigned", Device::preAssigned).flags("live", Device::live)
                .texts("states", device -> device.state().name())
                .bytes("certificateIds", device -> device.trustedCertificateId().bytes())
                .times("claimedAt", Device::claimedAt).times("bootstrappedAt", Device::bootstrappedAt)
                .flags("bootstrapRequested", Device::bootstrapRequested).times("updatedAt", Device::updatedAt)
                .texts("names", device -> device.details().name())
                .texts("descriptions", device -> device.details().description())
                .texts("endpointTypes", device -> device.details().endpointType())
                .texts("attributes", device -> Changes.lines(device.details().customAttributes()));
    }
}
