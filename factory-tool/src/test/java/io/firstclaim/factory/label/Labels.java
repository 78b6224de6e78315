package io.firstclaim.factory.label;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.nio.charset.StandardCharsets;

/// Labels for tests.
final class Labels {
    private Labels() {}

    /// A label of a device of that name, with an ID of its own.
    static DeviceLabel of(String name) {
        return new DeviceLabel(EnrollmentId.ofCertificate(name.getBytes(StandardCharsets.UTF_8)), name, "Acme Meter 3",
                "SN-" + name.length());
    }
}
