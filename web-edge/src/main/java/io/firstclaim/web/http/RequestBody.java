package io.firstclaim.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The body of a request: read once, never more than a limit, and not for longer than a limit.
final class RequestBody {
    private static final int CHUNK = 16 * 1024;

    private final ServerRequest request;
    private final Duration timeLimit;
    private @Nullable Limited stream;

    RequestBody(ServerRequest request, Duration timeLimit) {
        this.request = request;
        this.timeLimit = timeLimit;
    }

    /// Whether the request has one. `Content-Length: 0` is none.
    boolean isThere() {
        return request.headers().contains(HeaderNames.TRANSFER_ENCODING) || declared() > 0;
    }

    /// All of it.
    ///
    /// @throws HttpError when it is larger than the limit, or comes too slowly
    byte[] read(long limit) {
        try {
            return stream(limit).readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// The stream of it, whose reads throw an [HttpError] beyond the limit, or when it comes too slowly.
    InputStream stream(long limit) {
        if (declared() > limit) {
            throw tooLarge(limit);
        }
        if (stream != null) {
            throw new IllegalStateException("the body is read already");
        }
        stream = new Limited(isThere() ? request.content().inputStream() : InputStream.nullInputStream(), limit,
                System.nanoTime() + timeLimit.toNanos());
        return stream;
    }

    /// Reads what is left of it, so that the client sees the answer and not a closed connection.
    ///
    /// @return whether it is at its end: the connection can go on
    boolean discard(long limit) {
        if (!isThere()) {
            return true;
        }
        if (stream == null) {
            if (declared() > limit || waitsForContinue()) {
                return false;
            }
            stream = new Limited(request.content().inputStream(), limit, System.nanoTime() + timeLimit.toNanos());
        }
        return stream.discard(limit);
    }

    private boolean waitsForContinue() {
        return request.headers().containsToken(HeaderValues.EXPECT_100) && !request.continueSent();
    }

    private long declared() {
        return request.headers().contentLength().orElse(0);
    }

    private static HttpError tooLarge(long limit) {
        return HttpError.ofStatus(413, "The body is too large: at most " + limit + " bytes are expected.");
    }

    private static final class Limited extends InputStream {
        private final InputStream source;
        private final long limit;
        private final long deadline;
        private long count;
        private boolean ended;

        Limited(InputStream source, long limit, long deadline) {
            this.source = source;
            this.limit = limit;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = fromNetwork(buffer, offset, length);
            if (count > limit) {
                throw tooLarge(limit);
            }
            return read;
        }

        private int fromNetwork(byte[] buffer, int offset, int length) throws IOException {
            if (System.nanoTime() - deadline > 0) {
                throw tooSlow();
            }
            try {
                int read = source.read(buffer, offset, length);
                if (read < 0) {
                    ended = true;
                } else {
                    count += read;
                }
                return read;
            } catch (RequestException broken) {
                throw HttpError.ofStatus(broken.status().code(), "The body is not framed as HTTP/1.1 says.");
            } catch (UncheckedIOException failed) {
                if (failed.getCause() instanceof SocketTimeoutException) {
                    throw tooSlow();
                }
                throw failed;
            }
        }

        /// Reads on, whatever was wrong before.
        boolean discard(long atMost) {
            byte[] chunk = new byte[CHUNK];
            long end = count + atMost;
            try {
                while (!ended && count <= end) {
                    int unused = fromNetwork(chunk, 0, CHUNK);
                    if (unused == 0) {
                        return false;
                    }
                }
                return ended;
            } catch (HttpError | IOException | UncheckedIOException gone) {
                return false;
            }
        }

        private static HttpError tooSlow() {
            return HttpError.ofStatus(408, "The body took too long to arrive.");
        }
    }
}
