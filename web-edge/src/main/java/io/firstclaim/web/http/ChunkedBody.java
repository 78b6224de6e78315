package io.firstclaim.web.http;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.ConnectionContext;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// A body that comes in chunks (RFC 9112, section 7.1), read as it comes. The HTTP server's own reader holds every chunk whole, as large as the client
/// makes it, and a line until it ends.
final class ChunkedBody extends InputStream {
    /// The longest line before a chunk: its size, and extensions that mean nothing here.
    private static final int MAX_LINE_BYTES = 256;
    /// The most bytes of trailers, which mean nothing here either.
    private static final int MAX_TRAILER_BYTES = 4 * 1024;
    private static final Pattern SIZE = Pattern.compile("[0-9A-Fa-f]{1,15}");
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ConnectionContext connection;
    private final DataReader source;
    private boolean waitsForContinue;
    private boolean begun;
    private boolean ended;
    private long left;

    /// @param waitsForContinue whether the client sends it only when it is told to (RFC 9110, section 10.1.1)
    ChunkedBody(ConnectionContext connection, boolean waitsForContinue) {
        this.connection = connection;
        this.source = connection.dataReader();
        this.waitsForContinue = waitsForContinue;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// @throws HttpError when it is not in chunks
    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (waitsForContinue) {
            waitsForContinue = false;
            connection.dataWriter().writeNow(BufferData.create(CONTINUE));
        }
        if (left == 0 && !ended) {
            beginChunk();
        }
        if (ended) {
            return -1;
        }
        source.ensureAvailable();
        int taken = (int) Math.min(Math.min(length, source.available()), left);
        left -= taken;
        return source.readBuffer(taken).read(into, offset, taken);
    }

    private void beginChunk() {
        if (begun && !line(0).isEmpty()) {
            throw HttpError.malformedBody();
        }
        begun = true;
        String size = line(MAX_LINE_BYTES).split(";", 2)[0].strip();
        if (!SIZE.matcher(size).matches()) {
            throw HttpError.malformedBody();
        }
        left = Long.parseLong(size, 16);
        if (left == 0) {
            passTrailers();
            ended = true;
        }
    }

    private void passTrailers() {
        int most = MAX_TRAILER_BYTES;
        for (int length = line(most).length(); length > 0; length = line(most).length()) {
            most -= length;
        }
    }

    /// The line that begins here, without its end.
    private String line(int most) {
        StringBuilder line = new StringBuilder();
        for (char next = next(); next != '\r'; next = next()) {
            if (next == '\n' || line.length() == most) {
                throw HttpError.malformedBody();
            }
            line.append(next);
        }
        if (next() != '\n') {
            throw HttpError.malformedBody();
        }
        return line.toString();
    }

    private char next() {
        return (char) (source.read() & 0xff);
    }
}
