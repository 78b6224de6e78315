package io.firstclaim.persistence.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.Registration;
import io.firstclaim.core.device.Registrations;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;

/// The table `registration`.
@RegisterRowMapper(RegistrationDao.Mapper.class)
public interface RegistrationDao extends Registrations {
    @Override
    default void put(Registration registration) {
        if (!replace(registration)) {
            add(registration);
        }
    }

    /// Overwrites the row that is there.
    @SqlUpdate("""
            UPDATE registration
            SET updated_at = :updatedAt, expires_at = :expiresAt, lifetime_seconds = :lifetime,
                lwm2m_version = :lwm2mVersion, binding = :binding, endpoint_type = :endpointType,
                object_links = :objectLinks
            WHERE device_id = :deviceId
            """)
    boolean replace(@BindMethods Registration registration);

    /// Makes the row, if there is none.
    @SqlUpdate("""
            INSERT INTO registration
              (device_id, updated_at, expires_at, lifetime_seconds, lwm2m_version, binding, endpoint_type,
               object_links)
            SELECT :deviceId, :updatedAt, :expiresAt, :lifetime, :lwm2mVersion, :binding, :endpointType, :objectLinks
            WHERE NOT EXISTS (SELECT 1 FROM registration WHERE device_id = :deviceId)
            """)
    boolean add(@BindMethods Registration registration);

    @Override
    @SqlQuery("""
            SELECT device_id, updated_at, lifetime_seconds, lwm2m_version, binding, endpoint_type,
                   object_links
            FROM registration WHERE device_id = :deviceId
            """)
    Optional<Registration> find(ResourceId deviceId);

    @Override
    @SqlUpdate("DELETE FROM registration WHERE device_id = :deviceId")
    boolean remove(ResourceId deviceId);

    @Override
    @SqlQuery("SELECT device_id FROM registration WHERE expires_at <= :now ORDER BY expires_at LIMIT :limit")
    @UseRowMapper(DeviceId.class)
    List<ResourceId> expired(Instant now, int limit);

    /// Reads a row.
    final class Mapper implements RowMapper<Registration> {
        @Override
        public Registration map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new Registration(columns.id("device_id"), columns.time("updated_at"),
                    Duration.ofSeconds(columns.number("lifetime_seconds")),
                    columns.text("lwm2m_version"), columns.text("binding"), columns.text("endpoint_type"),
                    columns.text("object_links"));
        }
    }

    /// Reads the device's id alone.
    final class DeviceId implements RowMapper<ResourceId> {
        @Override
        public ResourceId map(ResultSet row, StatementContext context) throws SQLException {
            return new Columns(row).id("device_id");
        }
    }
}
