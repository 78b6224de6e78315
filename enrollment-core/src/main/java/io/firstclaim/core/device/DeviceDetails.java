package io.firstclaim.core.device;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;
import io.firstclaim.core.Text;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What people say of a device. It is lost when the device leaves the account.
///
/// @param name
///            what they call it; may be empty
/// @param description
///            may be empty
/// @param endpointType
///            stands before the one that the device gives at its registration; null for that one
/// @param customAttributes
///            texts by name, in the order of their names
public record DeviceDetails(String name, String description, @Nullable String endpointType,
        Map<String, String> customAttributes) {
    /// The most characters of a name.
    public static final int MAX_NAME = 128;
    /// The most characters of a description.
    public static final int MAX_DESCRIPTION = 2000;
    /// The most custom attributes.
    public static final int MAX_ATTRIBUTES = 5;
    /// The most characters of the name of a custom attribute.
    public static final int MAX_ATTRIBUTE_NAME = 63;
    /// The most characters of the value of a custom attribute.
    public static final int MAX_ATTRIBUTE_VALUE = 128;
    /// Nothing is said.
    public static final DeviceDetails NONE = new DeviceDetails("", "", null, Map.of());

    public DeviceDetails {
        requirePlain("name", name, MAX_NAME);
        Text.require("description", description, MAX_DESCRIPTION);
        if (endpointType != null) {
            requirePlain("endpoint_type", endpointType, Registration.MAX_PARAMETER);
        }
        if (customAttributes.size() > MAX_ATTRIBUTES) {
            throw invalid("custom_attributes",
                    "%d attributes: at most %d are expected.".formatted(customAttributes.size(), MAX_ATTRIBUTES));
        }
        customAttributes.forEach((attribute, value) -> {
            if (attribute.isEmpty()) {
                throw invalid("custom_attributes", "An attribute without a name: 1 to 63 characters are expected.");
            }
            requirePlain("custom_attributes", attribute, MAX_ATTRIBUTE_NAME);
            requirePlain("custom_attributes", value, MAX_ATTRIBUTE_VALUE);
        });
        customAttributes = Collections.unmodifiableMap(new TreeMap<>(customAttributes));
    }

    /// What the audit log tells of it.
    Map<String, Object> audited() {
        return Map.of("name", name, "description", description, "endpoint_type",
                Objects.requireNonNullElse(endpointType, ""), "custom_attributes",
                customAttributes.isEmpty() ? "" : customAttributes);
    }

    private static void requirePlain(String field, String value, int most) {
        Text.require(field, value, most);
        if (!Shown.isPlain(value)) {
            throw invalid(field, "'%s' holds control characters: none are expected.".formatted(Shown.shortened(value)));
        }
    }

    private static FirstclaimException invalid(String field, String message) {
        return FirstclaimException.invalid(field, message);
    }
}
