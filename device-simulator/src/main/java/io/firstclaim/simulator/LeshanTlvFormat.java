package io.firstclaim.simulator;

import java.nio.ByteBuffer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.leshan.core.tlv.Tlv;
import org.eclipse.leshan.core.tlv.Tlv.TlvType;
import org.eclipse.leshan.core.tlv.TlvDecoder;
import org.eclipse.leshan.core.tlv.TlvException;

/// The TLV format read by Leshan's decoder.
final class LeshanTlvFormat implements TlvFormat {
    @Override
    public TlvContent read(Octets payload) {
        Tlv[] entries;
        try {
            entries = TlvDecoder.decode(ByteBuffer.wrap(payload.toArray()));
        } catch (TlvException | RuntimeException e) {
            throw new IllegalArgumentException("not well-formed TLV: " + e.getMessage(), e);
        }
        if (entries.length == 0) {
            throw new IllegalArgumentException("an empty TLV payload");
        }
        if (entries[0].getType() != TlvType.OBJECT_INSTANCE) {
            return resources(entries);
        }
        SortedMap<Integer, TlvContent.Resources> instances = new TreeMap<>();
        for (Tlv entry : entries) {
            if (entry.getType() != TlvType.OBJECT_INSTANCE) {
                throw new IllegalArgumentException("a TLV payload mixes object instances and resources");
            }
            instances.put(entry.getIdentifier(), resources(entry.getChildren()));
        }
        return new TlvContent.Instances(instances);
    }

    private static TlvContent.Resources resources(Tlv[] entries) {
        SortedMap<Integer, Octets> values = new TreeMap<>();
        for (Tlv entry : entries) {
            if (entry.getType() != TlvType.RESOURCE_VALUE) {
                throw new IllegalArgumentException("a TLV entry of type " + entry.getType() + " among resources");
            }
            values.put(entry.getIdentifier(), Octets.of(entry.getValue()));
        }
        return new TlvContent.Resources(values);
    }
}
