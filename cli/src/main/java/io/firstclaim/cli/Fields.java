package io.firstclaim.cli;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// The fields of a resource as people read them: times in ISO 8601 to the second, enum values as plain words.
final class Fields {
    private Fields() {}

    /// All fields that are set, in the order of the contract.
    static Map<String, String> of(Message resource) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (FieldDescriptor field : resource.getDescriptorForType().getFields()) {
            String text = text(resource, field);
            if (!text.isEmpty()) {
                texts.put(field.getName(), text);
            }
        }
        return texts;
    }

    /// One field; empty when it is not set.
    static String text(Message resource, String name) {
        FieldDescriptor field = resource.getDescriptorForType().findFieldByName(name);
        if (field == null) {
            throw new IllegalArgumentException(
                    resource.getDescriptorForType().getFullName() + " has no field " + name);
        }
        return text(resource, field);
    }

    private static String text(Message resource, FieldDescriptor field) {
        if (field.hasPresence() && !resource.hasField(field)) {
            return "";
        }
        if (field.isRepeated()) {
            return ((List<?>) resource.getField(field)).stream().map(item -> item(field, item))
                    .collect(Collectors.joining(", "));
        }
        return switch (resource.getField(field)) {
            case Timestamp time -> Instant.ofEpochSecond(time.getSeconds()).toString();
            case EnumValueDescriptor value -> word(value);
            case Object value -> value.toString();
        };
    }

    /// An entry of a map as `name=value`.
    private static String item(FieldDescriptor field, Object item) {
        if (field.isMapField() && item instanceof Message entry) {
            return text(entry, "key") + "=" + text(entry, "value");
        }
        return item instanceof EnumValueDescriptor value ? word(value) : item.toString();
    }

    /// `DEVICE_STATE_REGISTERED` as `registered`; nothing for a value that is not set.
    static String word(EnumValueDescriptor value) {
        if (value.getNumber() == 0) {
            return "";
        }
        String prefix = value.getType().getName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT)
                + "_";
        String name = value.getName();
        return (name.startsWith(prefix) ? name.substring(prefix.length()) : name).toLowerCase(Locale.ROOT)
                .replace('_', '-');
    }
}
