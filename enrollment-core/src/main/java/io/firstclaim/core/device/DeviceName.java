package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;

/// The name of a device in its account.
public record DeviceName(ResourceId accountId, EndpointName name) {
    /// The name that a device has.
    public static DeviceName of(Device device) {
        return new DeviceName(device.accountId(), device.endpointName());
    }
}
