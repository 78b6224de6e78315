package io.firstclaim.factory;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/// The text items that a device is provisioned with, as the lines of `device.properties`: the form that
/// [java.util.Properties] loads, in plain ASCII.
final class DeviceItems {
    private final StringBuilder lines = new StringBuilder();

    private DeviceItems() {}

    /// The items of one device, in the order of the device client's documentation.
    static byte[] of(DeviceName name, BatchOrder order, EnrollmentId enrollmentId, Instant now) {
        DeviceItems items = new DeviceItems();
        if (order.assignment() instanceof Assignment.FirstToClaim) {
            items.add("mbed.FirstToClaim", "1");
        }
        items.add("mbed.UseBootstrap", "1");
        items.add("mbed.EndpointName", name.endpointName());
        items.add("mbed.BootstrapServerURI", order.bootstrapUri().toString());
        items.add("mbed.Manufacturer", order.product().manufacturer());
        items.add("mbed.ModelNumber", order.product().model());
        items.add("mbed.SerialNumber", name.serialNumber());
        items.add("mbed.CurrentTime", Long.toString(now.getEpochSecond()));
        items.add("firstclaim.EnrollmentId", enrollmentId.toString());
        return items.lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private void add(String item, String value) {
        lines.append(item).append('=');
        value.chars().forEach(c -> {
            if (c == '\\') {
                lines.append("\\\\");
            } else if (c < 0x20 || c > 0x7e) {
                lines.append(String.format(Locale.ROOT, "\\u%04X", c));
            } else {
                lines.append((char) c);
            }
        });
        lines.append('\n');
    }
}
