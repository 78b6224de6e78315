package io.firstclaim.factory;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The text items that a device is provisioned with.
final class DeviceItems {
    private DeviceItems() {}

    /// The items of one device, in the order of the device client's documentation.
    static SequencedMap<String, String> of(DeviceName name, BatchOrder order, EnrollmentId enrollmentId, Instant now) {
        SequencedMap<String, String> items = new LinkedHashMap<>();
        if (order.assignment() instanceof Assignment.FirstToClaim) {
            items.put("mbed.FirstToClaim", "1");
        }
        items.put("mbed.UseBootstrap", "1");
        items.put("mbed.EndpointName", name.endpointName());
        items.put("mbed.BootstrapServerURI", order.bootstrapUri().toString());
        items.put("mbed.Manufacturer", order.product().manufacturer());
        items.put("mbed.ModelNumber", order.product().model());
        items.put("mbed.SerialNumber", name.serialNumber());
        items.put("mbed.CurrentTime", Long.toString(now.getEpochSecond()));
        items.put("firstclaim.EnrollmentId", enrollmentId.toString());
        if (order.testSeed() != null) {
            items.put("firstclaim.Warning", TestSeed.MARK);
        }
        return items;
    }
}
