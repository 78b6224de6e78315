package io.firstclaim.web.http;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The body of a request: read once, never more than a limit, and not for longer than a limit.
final class RequestBody {
    private final ServerRequest request;
    private final Optional<ConnectionContext> connection;
    private final Times times;
    private Runnable requireKnown = () -> {
        throw HttpError.ofStatus(408, "The body took too long to arrive.");
    };
    private @Nullable LimitedBody stream;

    /// @param connection on which it comes
    RequestBody(ServerRequest request, Optional<ConnectionContext> connection, Times times) {
        this.request = request;
        this.connection = connection;
        this.times = times;
    }

    /// How long a body may take.
    ///
    /// @param body to arrive, if it is small; a large one has a second more for each 64 KiB
    /// @param stranger after which the core is asked whether it knows the sender
    record Times(Duration body, Duration stranger) {}

    /// Whether the request has one. `Content-Length: 0` is none.
    boolean isThere() {
        return isChunked() || declared() > 0;
    }

    /// Whether it is in chunks. The HTTP server does not know then that it was read, and the connection can't go on.
    boolean isChunked() {
        return request.headers().contains(HeaderNames.TRANSFER_ENCODING);
    }

    /// Who sends it: otherwise it is a stranger, who is not waited for long.
    ///
    /// @param check asks the core, and fails when the sender is not known
    void sentBy(Runnable check) {
        requireKnown = check;
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
            throw HttpError.bodyTooLarge(limit);
        }
        if (stream != null) {
            throw new IllegalStateException("the body is read already");
        }
        stream = new LimitedBody(source(), limit, times, requireKnown);
        return stream;
    }

    /// Reads what is left of it, so that the client sees the answer and not a closed connection.
    ///
    /// @return whether it is at its end
    boolean discard(long limit) {
        if (!isThere()) {
            return true;
        }
        if (stream == null) {
            if (declared() > limit || waitsForContinue()) {
                return false;
            }
            stream = new LimitedBody(source(), limit, times, requireKnown);
        }
        return stream.discard(limit);
    }

    private InputStream source() {
        if (!isThere()) {
            return InputStream.nullInputStream();
        }
        return isChunked()
                ? new ChunkedBody(connection.orElseThrow(() -> HttpError.ofStatus(411, "A length is needed.")),
                        waitsForContinue())
                : request.content().inputStream();
    }

    private boolean waitsForContinue() {
        return request.headers().containsToken(HeaderValues.EXPECT_100) && !request.continueSent();
    }

    private long declared() {
        return request.headers().contentLength().orElse(0);
    }
}
