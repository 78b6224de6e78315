package io.firstclaim.it.tenant;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A place in a request where a text stands.
///
/// @param message
///            which of the messages of the request
/// @param path
///            the fields that lead there
record Spot(int message, List<FieldDescriptor> path) {
    private static final String OURS = "firstclaim.";
    private static final String CONDITION = "firstclaim.listing.v1.Condition";

    /// All places in the messages of a request, also where nothing stands yet. Conditions of lists are none.
    static List<Spot> in(List<? extends Message> requests) {
        var spots = new ArrayList<Spot>();
        for (int i = 0; i < requests.size(); i++) {
            collect(requests.get(i).getDescriptorForType(), List.of(), i, requests.get(i), spots);
        }
        return spots;
    }

    private static void collect(Descriptor type, List<FieldDescriptor> path, int message, Message sent,
            List<Spot> spots) {
        for (var field : type.getFields()) {
            var extended = Stream.concat(path.stream(), Stream.of(field)).toList();
            if (path.isEmpty() && field.getRealContainingOneof() != null && requestsPart(sent, field)) {
                continue;
            }
            if (isText(field)) {
                spots.add(new Spot(message, extended));
            } else if (isOurs(field)) {
                collect(field.getMessageType(), extended, message, sent, spots);
            }
        }
    }

    /// In a stream each message is one part: the others stand in messages of their own.
    private static boolean requestsPart(Message sent, FieldDescriptor field) {
        return field.getRealContainingOneof().getName().equals("part") && !sent.hasField(field);
    }

    private static boolean isText(FieldDescriptor field) {
        return !field.isRepeated()
                && (field.getJavaType() == JavaType.STRING || field.getJavaType() == JavaType.BYTE_STRING);
    }

    private static boolean isOurs(FieldDescriptor field) {
        return field.getJavaType() == JavaType.MESSAGE && !field.isMapField()
                && field.getMessageType().getFullName().startsWith(OURS)
                && !field.getMessageType().getFullName().equals(CONDITION);
    }

    /// The name of the field.
    String field() {
        return path.getLast().getName();
    }

    /// The request with a value there.
    List<Message> put(List<? extends Message> requests, String value) {
        var changed = new ArrayList<Message>(requests);
        changed.set(message, put(requests.get(message), path, value));
        return changed;
    }

    private static Message put(Message into, List<FieldDescriptor> path, String value) {
        var field = path.getFirst();
        var builder = into.toBuilder();
        if (path.size() == 1) {
            return builder.setField(field, field.getJavaType() == JavaType.STRING ? value : bytes(field, value))
                    .build();
        }
        var rest = path.subList(1, path.size());
        if (!field.isRepeated()) {
            return builder.setField(field, put((Message) builder.getField(field), rest, value)).build();
        }
        return builder.setRepeatedField(field, 0, put((Message) builder.getRepeatedField(field, 0), rest, value))
                .build();
    }

    private static ByteString bytes(FieldDescriptor field, String value) {
        return ByteString.copyFromUtf8(field.getName().equals("csv") ? "header\n" + value + "\n" : value);
    }

    @Override
    public String toString() {
        return path.stream().map(FieldDescriptor::getName).collect(Collectors.joining("."));
    }
}
