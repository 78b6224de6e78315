package io.firstclaim.web.device;

import com.google.protobuf.FieldMask;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.web.http.HttpError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client wants changed of a device; what it leaves out stays. Clients also send what can't be changed: it is ignored.
///
/// @param customAttributes all that it shall have
record DeviceChange(@Nullable String name, @Nullable String description, @Nullable String endpointType,
        @Nullable Map<String, @Nullable String> customAttributes) {

    /// The device with what is given.
    Device.Builder device() {
        Device.Builder device = Device.newBuilder();
        if (name != null) {
            device.setName(name);
        }
        if (description != null) {
            device.setDescription(description);
        }
        if (endpointType != null) {
            device.setEndpointType(endpointType);
        }
        if (customAttributes != null) {
            customAttributes.forEach((key, value) -> device.putCustomAttributes(key, text(key, value)));
        }
        return device;
    }

    /// Which fields are given.
    FieldMask mask() {
        List<String> paths = new ArrayList<>();
        addIfGiven(paths, "name", name);
        addIfGiven(paths, "description", description);
        addIfGiven(paths, "endpoint_type", endpointType);
        addIfGiven(paths, "custom_attributes", customAttributes);
        return FieldMask.newBuilder().addAllPaths(paths).build();
    }

    private static String text(String key, @Nullable String value) {
        if (value == null) {
            throw HttpError.invalid("custom_attributes." + key,
                    "A custom attribute is null: a string is expected; leave it out to remove it.");
        }
        return value;
    }

    private static void addIfGiven(List<String> paths, String path, @Nullable Object value) {
        if (value != null) {
            paths.add(path);
        }
    }
}
