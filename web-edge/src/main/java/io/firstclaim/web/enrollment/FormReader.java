package io.firstclaim.web.enrollment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a `multipart/form-data` body (RFC 7578; RFC 2046, section 5.1) part by part, and holds one buffer of it at a time.
///
/// What stands before the first boundary and after the last one is passed over. Every other deviation is a [MalformedFormException]: a body
/// that was cut off never looks like a whole one.
public final class FormReader {

    /// How many parts a form may have.
    public static final int MAX_PARTS = 32;

    /// How many bytes the header lines of a part may have.
    public static final int MAX_HEADER_BYTES = 8 * 1024;

    /// How long a boundary may be (RFC 2046, section 5.1.1).
    public static final int MAX_BOUNDARY = 70;

    private static final int BUFFER_BYTES = 16 * 1024;
    private static final String LINE_END = "\r\n";

    private final InputStream body;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int from;
    private int to;
    private int contentEnd;
    private boolean delimiterFound;
    private boolean ended;
    private int parts;

    /// @param boundary the parameter of the body's content type
    public FormReader(InputStream body, String boundary) throws MalformedFormException {
        if (boundary.isEmpty() || boundary.length() > MAX_BOUNDARY
                || !boundary.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
            throw new MalformedFormException("The boundary of the form is not 1 to 70 printable ASCII characters.");
        }
        this.body = body;
        delimiter = (LINE_END + "--" + boundary).getBytes(StandardCharsets.US_ASCII);
        // A boundary that begins the body has no line end before it; with this one all boundaries are alike.
        buffer[0] = '\r';
        buffer[1] = '\n';
        to = 2;
    }

    /// The next part, or nothing after the last one.
    public Optional<FormPart> next() throws IOException {
        if (ended) {
            return Optional.empty();
        }
        while (contentInBuffer() > 0) {
            from = contentEnd;
        }
        from += delimiter.length;
        delimiterFound = false;
        need(2);
        if (buffer[from] == '-' && buffer[from + 1] == '-') {
            ended = true;
            return Optional.empty();
        }
        if (!line(MAX_HEADER_BYTES).isBlank()) {
            throw new MalformedFormException("A boundary of the form is not alone on its line.");
        }
        if (++parts > MAX_PARTS) {
            throw new MalformedFormException("The form has more than " + MAX_PARTS + " parts.");
        }
        List<String> headers = headers();
        contentEnd = from;
        return Optional.of(FormPart.of(headers, new Content(parts)));
    }

    private List<String> headers() throws IOException {
        List<String> headers = new ArrayList<>();
        int left = MAX_HEADER_BYTES;
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            headers.add(line);
            left -= line.length();
        }
        return headers;
    }

    /// The line that begins here, without its end.
    private String line(int limit) throws IOException {
        for (int length = 0; length <= limit; length++) {
            need(length + LINE_END.length());
            if (buffer[from + length] == '\r' && buffer[from + length + 1] == '\n') {
                String line = new String(buffer, from, length, StandardCharsets.UTF_8);
                from += length + LINE_END.length();
                return line;
            }
        }
        throw new MalformedFormException("The header of a part of the form is longer than " + MAX_HEADER_BYTES
                + " bytes.");
    }

    private void need(int bytes) throws IOException {
        while (to - from < bytes) {
            fill();
        }
    }

    /// How many bytes of the present part lie ready, from `from` to `contentEnd`; 0 at its end.
    private int contentInBuffer() throws IOException {
        while (from == contentEnd && !delimiterFound) {
            int found = find();
            delimiterFound = found >= 0;
            contentEnd = delimiterFound ? found : Math.max(from, to - delimiter.length + 1);
            if (from == contentEnd && !delimiterFound) {
                fill();
                contentEnd = from;
            }
        }
        return contentEnd - from;
    }

    private int find() {
        for (int start = from; start + delimiter.length <= to; start++) {
            int same = 0;
            while (same < delimiter.length && buffer[start + same] == delimiter[same]) {
                same++;
            }
            if (same == delimiter.length) {
                return start;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = body.read(buffer, to, buffer.length - to);
        if (read < 0) {
            throw new MalformedFormException("The form ends before its last boundary.");
        }
        to += read;
    }

    /// The bytes of a part.
    private final class Content extends InputStream {
        private final int part;

        Content(int part) {
            this.part = part;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int ready = part == parts && !ended ? contentInBuffer() : 0;
            if (ready == 0) {
                return -1;
            }
            int taken = Math.min(ready, length);
            System.arraycopy(buffer, from, into, offset, taken);
            from += taken;
            return taken;
        }
    }
}
