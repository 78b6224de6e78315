package io.firstclaim.it.fuzz;

import io.firstclaim.web.enrollment.FormPart;
import io.firstclaim.web.enrollment.FormReader;
import io.firstclaim.web.enrollment.MalformedFormException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What holds of the reader of forms for any bytes: it ends, it refuses in one way only, it does not matter how the network cuts them, and no part is
/// more than was sent or has a boundary in it.
public final class FormReaderFuzz {
    private static final String BOUNDARY = "b0";

    private FormReaderFuzz() {}

    /// Called by Jazzer with one input after another.
    public static void fuzzerTestOneInput(byte[] body) {
        List<String> whole = read(body, Math.max(1, body.length));
        require(whole.equals(read(body, 1)), "single bytes give another form");
        require(whole.equals(read(body, 1 + (body.length == 0 ? 0 : body[0] & 0x7F))), "pieces give another form");
        require(whole.stream().mapToInt(String::length).sum() <= 2 * body.length + 200, "more than was sent");
        require(whole.stream().noneMatch(part -> part.contains("\r\n--" + BOUNDARY)), "a boundary within a part");
        require(whole.size() <= FormReader.MAX_PARTS + 1, "too many parts");
    }

    /// The parts, then why there are no more if the form is malformed.
    private static List<String> read(byte[] body, int piece) {
        List<String> parts = new ArrayList<>();
        try {
            FormReader form = new FormReader(new Drops(body, piece), BOUNDARY);
            for (Optional<FormPart> part = form.next(); part.isPresent(); part = form.next()) {
                parts.add(part.get().name() + "="
                        + new String(part.get().content().readAllBytes(), StandardCharsets.ISO_8859_1));
            }
        } catch (MalformedFormException refused) {
            require(!refused.said().isBlank(), "refused without a reason");
            parts.add(refused.said());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return parts;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }

    /// Brings so many bytes at a time, as a network does.
    private static final class Drops extends InputStream {
        private final ByteArrayInputStream bytes;
        private final int piece;

        Drops(byte[] bytes, int piece) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.piece = piece;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, Math.min(length, piece));
        }
    }
}
