package io.firstclaim.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Bytes that nobody changes: a payload, a certificate, a key. Never printed, since it may be a key.
final class Octets {
    static final Octets EMPTY = new Octets(new byte[0]);

    private final byte[] bytes;

    private Octets(byte[] bytes) {
        this.bytes = bytes;
    }

    static Octets of(byte[] bytes) {
        return new Octets(bytes.clone());
    }

    static Octets utf8(String text) {
        return new Octets(text.getBytes(StandardCharsets.UTF_8));
    }

    /// An integer of the TLV format, in 4 bytes.
    static Octets ofInteger(int value) {
        return new Octets(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    int length() {
        return bytes.length;
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    byte[] toArray() {
        return bytes.clone();
    }

    /// The part from one index up to, not including, another.
    Octets slice(int from, int to) {
        return new Octets(Arrays.copyOfRange(bytes, from, to));
    }

    Octets append(Octets more) {
        byte[] both = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
        System.arraycopy(more.bytes, 0, both, bytes.length, more.bytes.length);
        return new Octets(both);
    }

    /// As text; what isn't UTF-8 becomes replacement characters.
    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// As an integer of the TLV format: 1, 2, 4 or 8 bytes, signed, OMA-TS-LightweightM2M Core 1.1 appendix C.
    ///
    /// @throws IllegalArgumentException if it isn't one, or doesn't fit
    int integer() {
        long value = 0;
        if (bytes.length != 1 && bytes.length != 2 && bytes.length != 4 && bytes.length != 8) {
            throw new IllegalArgumentException("an integer has 1, 2, 4 or 8 bytes, not " + bytes.length);
        }
        for (int i = 0; i < bytes.length; i++) {
            value = i == 0 ? bytes[0] : (value << 8) | (bytes[i] & 0xff);
        }
        return Math.toIntExact(value);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
