package io.firstclaim.core;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;

/// The id of an account, a device, an enrollment and so on: 16 bytes, time-ordered (UUIDv7, RFC 9562), written as 32
/// lower-case hex characters.
/// The order of ids is the order of creation.
public record ResourceId(long high, long low) implements Comparable<ResourceId> {
    /// Characters of the written form.
    public static final int TEXT_LENGTH = 32;

    private static final Comparator<ResourceId> ORDER = Comparator
            .comparing(ResourceId::high, Long::compareUnsigned)
            .thenComparing(ResourceId::low, Long::compareUnsigned);

    /// Reads the written form. `field` names it in the error.
    public static ResourceId parse(String field, String text) {
        if (text.length() != TEXT_LENGTH || !text.chars().allMatch(ResourceId::isLowerHex)) {
            throw FirstclaimException.invalid(field,
                    "'%s' is not an id: 32 lower-case hex characters are expected.".formatted(Shown.shortened(text)));
        }
        return new ResourceId(HexFormat.fromHexDigitsToLong(text, 0, 16), HexFormat.fromHexDigitsToLong(text, 16, 32));
    }

    /// Reads the stored form of 16 bytes.
    public static ResourceId ofBytes(byte[] bytes) {
        if (bytes.length != 16) {
            throw new IllegalArgumentException("A resource id has 16 bytes, not " + bytes.length);
        }
        var buffer = ByteBuffer.wrap(bytes);
        return new ResourceId(buffer.getLong(), buffer.getLong());
    }

    /// The stored form of 16 bytes.
    public byte[] bytes() {
        return ByteBuffer.allocate(16).putLong(high).putLong(low).array();
    }

    /// When it was made, in whole milliseconds.
    public Instant time() {
        return Instant.ofEpochMilli(high >>> 16);
    }

    @Override
    public int compareTo(ResourceId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return HexFormat.of().toHexDigits(high) + HexFormat.of().toHexDigits(low);
    }

    private static boolean isLowerHex(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
}
