package io.firstclaim.core.device;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What to change of what people say of a device; null keeps a value.
///
/// @param endpointType
///            empty for the one that the device gives at its registration
/// @param customAttributes
///            all of them, in the place of those that are there
public record DeviceChange(@Nullable String name, @Nullable String description, @Nullable String endpointType,
        @Nullable Map<String, String> customAttributes) {

    DeviceDetails applyTo(DeviceDetails before) {
        return new DeviceDetails(Objects.requireNonNullElse(name, before.name()),
                Objects.requireNonNullElse(description, before.description()), endpointTypeAfter(before),
                Objects.requireNonNullElse(customAttributes, before.customAttributes()));
    }

    private @Nullable String endpointTypeAfter(DeviceDetails before) {
        if (endpointType == null) {
            return before.endpointType();
        }
        return endpointType.isEmpty() ? null : endpointType;
    }
}
