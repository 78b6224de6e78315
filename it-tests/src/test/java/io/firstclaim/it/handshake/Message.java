package io.firstclaim.it.handshake;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A handshake message or a part of it, and the fragments that it may be sent in (RFC 6347, section 4.2.2).
final class Message {
    static final int CLIENT_HELLO = 1;
    static final int CERTIFICATE = 11;
    static final int CERTIFICATE_VERIFY = 15;

    private static final int HEADER = 12;
    private static final int DATAGRAM = 1000;

    private final int type;
    private final int announced;
    private final int sequence;
    private final int offset;
    private final byte[] body;

    /// @param announced the length that its fragments give for the whole message
    /// @param offset where `body` begins in it
    private Message(int type, int announced, int sequence, int offset, byte[] body) {
        this.type = type;
        this.announced = announced;
        this.sequence = sequence;
        this.offset = offset;
        this.body = body;
    }

    static Message parse(ByteBuffer record) {
        int type = record.get();
        int length = medium(record);
        int sequence = Short.toUnsignedInt(record.getShort());
        int offset = medium(record);
        byte[] body = new byte[medium(record)];
        record.get(body);
        return new Message(type, length, sequence, offset, body);
    }

    private static int medium(ByteBuffer bytes) {
        return Byte.toUnsignedInt(bytes.get()) << Short.SIZE | Short.toUnsignedInt(bytes.getShort());
    }

    private static void putMedium(ByteBuffer bytes, int value) {
        bytes.put((byte) (value >> Short.SIZE)).putShort((short) value);
    }

    int type() {
        return type;
    }

    byte[] body() {
        return body.clone();
    }

    /// The same under another type.
    Message as(int other) {
        return new Message(other, announced, sequence, offset, body);
    }

    /// The same that says it is longer, or shorter, than it is.
    Message announcing(int length) {
        return new Message(type, length, sequence, offset, body);
    }

    /// The same with another body.
    Message saying(byte[] other) {
        return new Message(type, other.length, sequence, 0, other);
    }

    /// The same later in the order of messages.
    Message later(int by) {
        return new Message(type, announced, sequence + by, offset, body);
    }

    byte[] whole() {
        return fragment(0, body.length);
    }

    /// As every client sends it: so that each fragment fits into a datagram.
    List<byte[]> asUsual() {
        return body.length == 0 ? List.of(whole()) : fragments(DATAGRAM, DATAGRAM);
    }

    byte[] fragment(int from, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER + length);
        bytes.put((byte) type);
        putMedium(bytes, announced);
        bytes.putShort((short) sequence);
        putMedium(bytes, offset + from);
        putMedium(bytes, length);
        return bytes.put(body, from, length).array();
    }

    /// In fragments of so many bytes, each beginning `step` bytes after the one before.
    List<byte[]> fragments(int size, int step) {
        List<byte[]> fragments = new ArrayList<>();
        for (int at = 0; at < body.length; at += step) {
            fragments.add(fragment(at, Math.min(size, body.length - at)));
        }
        return fragments;
    }
}
