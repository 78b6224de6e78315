package io.firstclaim.persistence.device;

import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceDetails;
import io.firstclaim.core.device.DeviceState;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads a row of `device`.
public final class DeviceMapper implements RowMapper<Device> {
    @Override
    public Device map(ResultSet row, StatementContext context) throws SQLException {
        var columns = new Columns(row);
        var details = new DeviceDetails(columns.text("name"), columns.text("description"),
                columns.textOrNull("endpoint_type"), columns.texts("custom_attributes"));
        return new Device(columns.id("id"), columns.number("version"), columns.id("account_id"),
                new EndpointName(columns.text("endpoint_name")), columns.fingerprint("fingerprint"),
                columns.flag("pre_assigned"), columns.flag("live"), columns.constant(DeviceState.class, "state"),
                columns.id("trusted_certificate_id"), columns.time("claimed_at"), columns.timeOrNull("bootstrapped_at"),
                columns.flag("bootstrap_requested"), columns.time("updated_at"), details);
    }
}
