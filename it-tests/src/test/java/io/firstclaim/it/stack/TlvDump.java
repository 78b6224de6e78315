package io.firstclaim.it.stack;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/// Reads LwM2M TLV by itself (OMA LwM2M 1.1, section 7.4.5), so that it doesn't share an error with what wrote it.
public final class TlvDump {
    private static final int OBJECT_INSTANCE = 0;
    private static final int RESOURCE = 3;

    /// One entry.
    ///
    /// @param type its first byte
    /// @param header all bytes before the value
    public record Entry(int type, int id, ByteString header, ByteString value) {
        /// Whether it is an object instance, whose value are entries again.
        public boolean isInstance() {
            return type >> 6 == OBJECT_INSTANCE;
        }
    }

    private TlvDump() {}

    /// The entries on the upper level.
    public static List<Entry> read(byte[] tlv) {
        List<Entry> entries = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(tlv);
        while (in.hasRemaining()) {
            int start = in.position();
            int type = in.get() & 0xff;
            if (type >> 6 != OBJECT_INSTANCE && type >> 6 != RESOURCE) {
                throw new IllegalArgumentException("neither an instance nor a resource: " + type);
            }
            int id = (type & 0x20) == 0 ? in.get() & 0xff : in.getShort() & 0xffff;
            int lengthBytes = type >> 3 & 3;
            int length = lengthBytes == 0 ? type & 7 : 0;
            for (int i = 0; i < lengthBytes; i++) {
                length = (length << 8) | (in.get() & 0xff);
            }
            byte[] header = new byte[in.position() - start];
            in.get(start, header);
            byte[] value = new byte[length];
            in.get(value);
            entries.add(new Entry(type, id, ByteString.copyFrom(header), ByteString.copyFrom(value)));
        }
        return entries;
    }

    /// One line for each entry: the bytes of the header and of the value. What differs from run to run is shown as a name, and the length of such an
    /// entry as dots.
    ///
    /// @param names the name for a resource, or the empty text
    public static List<String> lines(byte[] tlv, Function<Entry, String> names) {
        List<String> lines = new ArrayList<>();
        add(read(tlv), "", names, lines);
        return lines;
    }

    private static void add(List<Entry> entries, String indent, Function<Entry, String> names, List<String> lines) {
        for (Entry entry : entries) {
            if (entry.isInstance()) {
                lines.add(indent + "instance " + masked(entry, hasNames(entry, names)));
                add(read(entry.value().toByteArray()), indent + "  ", names, lines);
            } else {
                String name = names.apply(entry);
                lines.add(indent + "resource " + masked(entry, !name.isEmpty()) + " "
                        + (name.isEmpty() ? HexFormat.ofDelimiter(" ").formatHex(entry.value().toByteArray()) : name));
            }
        }
    }

    private static boolean hasNames(Entry instance, Function<Entry, String> names) {
        return read(instance.value().toByteArray()).stream().anyMatch(entry -> !names.apply(entry).isEmpty());
    }

    private static String masked(Entry entry, boolean variable) {
        String header = HexFormat.ofDelimiter(" ").formatHex(entry.header().toByteArray());
        int fixed = (entry.type() & 0x20) == 0 ? "c8 00".length() : "e8 00 00".length();
        return variable ? header.substring(0, fixed) + " .." : header;
    }
}
