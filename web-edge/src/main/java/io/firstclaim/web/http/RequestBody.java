package io.firstclaim.web.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// The body of a request: read once, never more than a limit, and not for longer than a limit.
final class RequestBody {
    private static final int CHUNK = 16 * 1024;
    private static final int BAD_REQUEST = 400;

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

    /// Reads on a thread of its own, since a read of the server's connection knows no time limit. A read that is given up ends with the connection.
    private static final class Limited extends InputStream {
        private final InputStream source;
        private final long limit;
        private final long deadline;
        private final byte[] chunk = new byte[CHUNK];
        private long count;
        private boolean ended;
        private boolean broken;

        Limited(InputStream source, long limit, long deadline) {
            this.source = source;
            this.limit = limit;
            this.deadline = deadline;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            int read = fromNetwork(Math.min(length, CHUNK));
            if (count > limit) {
                throw tooLarge(limit);
            }
            if (read > 0) {
                System.arraycopy(chunk, 0, buffer, offset, read);
            }
            return read;
        }

        private int fromNetwork(int length) {
            FutureTask<Integer> reading = new FutureTask<>(() -> source.read(chunk, 0, length));
            Thread.startVirtualThread(reading);
            try {
                int read = reading.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                ended = read < 0;
                count += Math.max(read, 0);
                return read;
            } catch (TimeoutException tooSlow) {
                broken = true;
                throw HttpError.ofStatus(408, "The body took too long to arrive.");
            } catch (InterruptedException stopped) {
                broken = true;
                Thread.currentThread().interrupt();
                throw new CloseConnectionException("stopped while a body was on its way", stopped);
            } catch (ExecutionException failed) {
                broken = true;
                throw reason(failed.getCause());
            }
        }

        private static RuntimeException reason(@Nullable Throwable failure) {
            boolean isGone = failure instanceof DataReader.InsufficientDataAvailableException
                    || failure instanceof UncheckedIOException || failure instanceof IOException;
            if (isGone) {
                return new CloseConnectionException("the client is gone", failure);
            }
            int status = failure instanceof RequestException refused ? refused.status().code() : BAD_REQUEST;
            return HttpError.ofStatus(status, "The body is not framed as HTTP/1.1 says.");
        }

        /// Reads on, whatever was wrong with what it says.
        boolean discard(long atMost) {
            long end = count + atMost;
            try {
                while (!ended && !broken && count <= end) {
                    var _ = fromNetwork(CHUNK);
                }
            } catch (HttpError unreadable) {
                return false;
            }
            return ended;
        }
    }
}
