package io.firstclaim.persistence.device;

import io.firstclaim.core.device.DeviceView;
import io.firstclaim.core.device.Registration;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// Reads a row of [DeviceDao#VIEW].
public final class DeviceViewMapper implements RowMapper<DeviceView> {
    private final DeviceMapper devices = new DeviceMapper();

    @Override
    public DeviceView map(ResultSet row, StatementContext context) throws SQLException {
        var columns = new Columns(row);
        return new DeviceView(devices.map(row, context), registration(columns), columns.fingerprintOrNull("issuer"));
    }

    private static @Nullable Registration registration(Columns columns) throws SQLException {
        var registeredAt = columns.timeOrNull("registered_at");
        return registeredAt == null
                ? null
                : new Registration(columns.id("id"), registeredAt,
                        Duration.ofSeconds(columns.number("lifetime_seconds")), columns.text("lwm2m_version"),
                        columns.text("binding"), columns.text("registered_type"), columns.text("object_links"));
    }
}
