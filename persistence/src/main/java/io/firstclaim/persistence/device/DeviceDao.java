package io.firstclaim.persistence.device;

import static java.util.Map.entry;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceName;
import io.firstclaim.core.device.DeviceView;
import io.firstclaim.core.device.Devices;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Restriction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMap;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `device`, shown with what belongs to it of `registration` and `trusted_certificate`.
@RegisterRowMapper(DeviceMapper.class)
@RegisterRowMapper(DeviceViewMapper.class)
public interface DeviceDao extends Devices {
    /// What the fields of [DeviceView#FIELDS] are in [#VIEW]. Name and certificate of live devices are looked up by their unique indexes.
    Map<String, String> EXPRESSIONS = Map.ofEntries(entry("id", "d.id"), entry("endpoint_name", "d.live_name"),
            entry("endpoint_type", "COALESCE(d.endpoint_type, r.endpoint_type)"),
            entry("enrollment_identity", "d.live_fingerprint"), entry("state", "d.state"),
            entry("origin", "CASE WHEN d.pre_assigned THEN 'PRE_ASSIGNED' ELSE 'ENROLLMENT' END"),
            entry("trusted_certificate_id", "d.trusted_certificate_id"), entry("name", "d.name"),
            entry("description", "d.description"), entry("claim_time", "d.claimed_at"),
            entry("bootstrap_time", "d.bootstrapped_at"), entry("create_time", "d.claimed_at"),
            entry("update_time", "d.updated_at"));

    /// A device with everything of its own.
    String DEVICE = """
            SELECT id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, state,
                   trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at, name,
                   description, endpoint_type, custom_attributes
            FROM device
            """;

    /// A device as it is shown.
    String VIEW = """
            SELECT d.id, d.version, d.account_id, d.endpoint_name, d.fingerprint, d.pre_assigned, d.live, d.state,
                   d.trusted_certificate_id, d.claimed_at, d.bootstrapped_at, d.bootstrap_requested, d.updated_at,
                   d.name, d.description, d.endpoint_type, d.custom_attributes, r.updated_at AS registered_at,
                   r.lifetime_seconds, r.lwm2m_version, r.binding, r.endpoint_type AS registered_type, r.object_links,
                   t.fingerprint AS issuer
            FROM device d
            LEFT JOIN registration r ON r.device_id = d.id
            LEFT JOIN trusted_certificate t ON t.id = d.trusted_certificate_id AND t.account_id = d.account_id
            """;

    @Override
    default void addAll(List<Device> devices) {
        for (var device : devices) {
            var live = device.live();
            insert(device, live ? device.fingerprint() : null, live ? device.endpointName() : null,
                    Changes.lines(device.details().customAttributes()));
        }
    }

    /// Adds a device with what only one live device may have.
    @SqlUpdate("""
            INSERT INTO device
              (id, version, account_id, endpoint_name, fingerprint, pre_assigned, live, live_fingerprint, live_name,
               state, trusted_certificate_id, claimed_at, bootstrapped_at, bootstrap_requested, updated_at, name,
               description, endpoint_type, custom_attributes)
            VALUES
              (:id, :version, :accountId, :endpointName, :fingerprint, :preAssigned, :live, :liveFingerprint,
               :liveName, :state, :trustedCertificateId, :claimedAt, :bootstrappedAt, :bootstrapRequested, :updatedAt,
               :details.name, :details.description, :details.endpointType, :attributes)
            """)
    void insert(@BindMethods Device device, @Nullable Fingerprint liveFingerprint, @Nullable EndpointName liveName,
            String attributes);

    @Override
    @SqlQuery(DEVICE + "WHERE id = :id")
    Optional<Device> find(ResourceId id);

    @Override
    @SqlQuery(DEVICE + "WHERE id = :id FOR UPDATE")
    Optional<Device> lock(ResourceId id);

    @Override
    default List<Device> findAll(Set<ResourceId> ids) {
        return ids.stream().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    default List<Device> lockAll(SortedSet<ResourceId> ids) {
        return ids.stream().flatMap(id -> lock(id).stream()).toList();
    }

    @Override
    default List<Device> findByNames(Set<DeviceName> names) {
        return names.stream().flatMap(name -> findByName(name.accountId(), name.name()).stream()).toList();
    }

    @Override
    @SqlQuery(DEVICE + "WHERE id = :id AND account_id = :accountId AND live")
    Optional<Device> find(ResourceId accountId, ResourceId id);

    @Override
    @SqlQuery(DEVICE + "WHERE account_id = :accountId AND live_name = :name")
    Optional<Device> findByName(ResourceId accountId, EndpointName name);

    @Override
    @SqlQuery(VIEW + "WHERE d.id = :id AND d.account_id = :accountId AND d.live")
    Optional<DeviceView> view(ResourceId accountId, ResourceId id);

    @Override
    default List<DeviceView> list(ResourceId accountId, Selection<DeviceView> selection) {
        var rest = Restriction.of(selection, EXPRESSIONS, "d.account_id", "d.live");
        return page(accountId, rest.sql(), rest.values());
    }

    /// A page of the list.
    @SqlQuery(VIEW + "WHERE d.account_id = :accountId AND d.live = TRUE <rest>")
    List<DeviceView> page(ResourceId accountId, @Define("rest") String rest, @BindMap Map<String, Object> values);

    @Override
    default long count(ResourceId accountId, List<Criterion<DeviceView>> criteria) {
        var rest = Restriction.of(criteria, EXPRESSIONS);
        return countOf(accountId, rest.sql(), rest.values());
    }

    /// The size of the list.
    @SqlQuery("""
            SELECT COUNT(*) FROM device d LEFT JOIN registration r ON r.device_id = d.id
            WHERE d.account_id = :accountId AND d.live = TRUE <rest>
            """)
    long countOf(ResourceId accountId, @Define("rest") String rest, @BindMap Map<String, Object> values);

    @Override
    default void update(Device changed) {
        var live = changed.live();
        Changes.requireOne(write(changed, live ? changed.fingerprint() : null, live ? changed.endpointName() : null,
                Changes.lines(changed.details().customAttributes())), "device", changed.id());
    }

    @Override
    default void updateAll(List<Device> changed) {
        changed.forEach(this::update);
    }

    /// Writes what can change; says how many rows it changed.
    @SqlUpdate("""
            UPDATE device
            SET version = :version, endpoint_name = :endpointName, live = :live, live_fingerprint = :liveFingerprint,
                live_name = :liveName, state = :state, trusted_certificate_id = :trustedCertificateId,
                bootstrapped_at = :bootstrappedAt, bootstrap_requested = :bootstrapRequested, updated_at = :updatedAt,
                name = :details.name, description = :details.description, endpoint_type = :details.endpointType,
                custom_attributes = :attributes
            WHERE id = :id
            """)
    int write(@BindMethods Device changed, @Nullable Fingerprint liveFingerprint, @Nullable EndpointName liveName,
            String attributes);
}
