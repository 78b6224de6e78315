package io.firstclaim.factory.certificate;

import java.nio.charset.StandardCharsets;

/// Bytes to be searched as text without being copied into a string, which could not be wiped.
final class ByteText implements CharSequence {
    private final byte[] bytes;
    private final int from;
    private final int to;

    ByteText(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
    }

    static ByteText of(byte[] bytes) {
        return new ByteText(bytes, 0, bytes.length);
    }

    @Override
    public int length() {
        return to - from;
    }

    @Override
    public char charAt(int index) {
        return (char) (bytes[from + index] & 0xff);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new ByteText(bytes, from + start, from + end);
    }

    @Override
    public String toString() {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
