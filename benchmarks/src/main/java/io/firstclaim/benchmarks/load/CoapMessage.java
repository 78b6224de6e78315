package io.firstclaim.benchmarks.load;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A CoAP message (RFC 7252, section 3), as far as a bootstrap needs it.
///
/// @param type
///            one of [#CON], [#NON], [#ACK], [#RST]
/// @param code
///            with its class in the upper three bits
/// @param path
///            the Uri-Path, each segment after a slash
/// @param block
///            the value of Block1 (RFC 7959); -1 without one
record CoapMessage(int type, int code, int id, long token, int tokenLength, String path, int block, int payloadLength) {
    static final int CON = 0;
    static final int NON = 1;
    static final int ACK = 2;
    static final int RST = 3;

    static final int EMPTY = 0;
    static final int GET = 1;
    static final int POST = 2;
    static final int PUT = 3;
    static final int DELETE = 4;
    static final int DELETED = 0x42;
    static final int CHANGED = 0x44;
    static final int CONTENT = 0x45;
    static final int CONTINUE = 0x5f;

    private static final int URI_PATH = 11;
    private static final int CONTENT_FORMAT = 12;
    private static final int URI_QUERY = 15;
    private static final int BLOCK_1 = 27;
    private static final int PAYLOAD_MARKER = 0xff;
    private static final int LINK_FORMAT = 40;
    private static final int LONGEST = 1024;

    /// @throws BufferUnderflowException
    ///             when it ends too early
    static CoapMessage parse(byte[] bytes, int length) {
        var in = ByteBuffer.wrap(bytes, 0, length);
        int first = in.get();
        int code = in.get() & 0xff;
        int id = in.getShort() & 0xffff;
        int tokenLength = first & 0xf;
        long token = 0;
        for (int i = 0; i < tokenLength; i++) {
            token = token << 8 | (in.get() & 0xff);
        }
        var path = new StringBuilder();
        int block = -1;
        int option = 0;
        while (in.hasRemaining()) {
            int head = in.get() & 0xff;
            if (head == PAYLOAD_MARKER) {
                break;
            }
            option += extended(head >> 4, in);
            var value = new byte[extended(head & 0xf, in)];
            in.get(value);
            switch (option) {
                case URI_PATH -> path.append('/').append(new String(value, StandardCharsets.UTF_8));
                case BLOCK_1 -> block = number(value);
                default -> {
                    // Of no meaning here.
                }
            }
        }
        return new CoapMessage(first >> 4 & 3, code, id, token, tokenLength, path.toString(), block, in.remaining());
    }

    private static int extended(int nibble, ByteBuffer in) {
        return switch (nibble) {
            case 13 -> 13 + (in.get() & 0xff);
            case 14 -> 269 + (in.getShort() & 0xffff);
            default -> nibble;
        };
    }

    private static int number(byte[] value) {
        int number = 0;
        for (byte b : value) {
            number = number << 8 | (b & 0xff);
        }
        return number;
    }

    boolean isRequest() {
        return code != EMPTY && code >> 5 == 0;
    }

    boolean isSuccess() {
        return code >> 5 == 2;
    }

    /// Whether more blocks of the payload come after this one.
    boolean hasMore() {
        return block >= 0 && (block & 8) != 0;
    }

    /// The code as people write it.
    String shownCode() {
        return "%d.%02d".formatted(code >> 5, code & 0x1f);
    }

    /// The bootstrap request of a device.
    static byte[] bootstrapRequest(int id, long token, String name) {
        var out = ByteBuffer.allocate(LONGEST);
        out.put((byte) (0x40 | CON << 4 | Long.BYTES)).put((byte) POST).putShort((short) id).putLong(token);
        option(out, URI_PATH, "bs".getBytes(StandardCharsets.UTF_8));
        option(out, URI_QUERY - URI_PATH, ("ep=" + name).getBytes(StandardCharsets.UTF_8));
        return finished(out);
    }

    /// An acknowledgement without an answer.
    byte[] acknowledged() {
        return finished(ByteBuffer.allocate(LONGEST).put((byte) (0x40 | ACK << 4)).put((byte) EMPTY)
                .putShort((short) id));
    }

    /// The answer to this request.
    ///
    /// @param links
    ///            the payload, in link format (RFC 6690); empty for none
    byte[] answered(int answer, String links) {
        var out = ByteBuffer.allocate(LONGEST);
        int kind = type == CON ? ACK : NON;
        out.put((byte) (0x40 | kind << 4 | tokenLength)).put((byte) answer).putShort((short) id);
        for (int i = tokenLength - 1; i >= 0; i--) {
            out.put((byte) (token >> (8 * i)));
        }
        int last = 0;
        if (!links.isEmpty()) {
            option(out, CONTENT_FORMAT, new byte[]{LINK_FORMAT});
            last = CONTENT_FORMAT;
        }
        if (block >= 0) {
            option(out, BLOCK_1 - last, new byte[]{(byte) (block >> 16), (byte) (block >> 8), (byte) block});
        }
        if (!links.isEmpty()) {
            out.put((byte) PAYLOAD_MARKER).put(links.getBytes(StandardCharsets.UTF_8));
        }
        return finished(out);
    }

    private static void option(ByteBuffer out, int delta, byte[] value) {
        int start = 0;
        while (start < value.length && value[start] == 0) {
            start++;
        }
        int length = value.length - start;
        out.put((byte) (Math.min(delta, 13) << 4 | Math.min(length, 13)));
        if (delta >= 13) {
            out.put((byte) (delta - 13));
        }
        if (length >= 13) {
            out.put((byte) (length - 13));
        }
        out.put(value, start, length);
    }

    private static byte[] finished(ByteBuffer out) {
        var message = new byte[out.flip().remaining()];
        out.get(message);
        return message;
    }
}
