package io.firstclaim.simulator;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.leshan.core.tlv.Tlv;
import org.eclipse.leshan.core.tlv.Tlv.TlvType;
import org.eclipse.leshan.core.tlv.TlvEncoder;

/// Writes TLV payloads.
final class Tlvs {
    private Tlvs() {}

    static byte[] resources(Map<Integer, byte[]> values) {
        return bytes(TlvEncoder.encode(entries(values)));
    }

    static byte[] instances(Map<Integer, Map<Integer, byte[]>> instances) {
        Tlv[] entries = new TreeMap<>(instances).entrySet().stream()
                .map(entry -> new Tlv(TlvType.OBJECT_INSTANCE, entries(entry.getValue()), null, entry.getKey()))
                .toArray(Tlv[]::new);
        return bytes(TlvEncoder.encode(entries));
    }

    private static Tlv[] entries(Map<Integer, byte[]> values) {
        return new TreeMap<>(values).entrySet().stream()
                .map(entry -> new Tlv(TlvType.RESOURCE_VALUE, null, entry.getValue(), entry.getKey()))
                .toArray(Tlv[]::new);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
