package io.firstclaim.web.http;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What the HTTP server tells its listeners and not its handlers: which connection a thread serves. And the watch that the server does not keep: it cuts
/// connections whose client begins a request and doesn't come to the end of its headers, or asks for something and doesn't take it.
public final class Connections implements Http1ConnectionListener {
    /// The slowest link that a large answer is sent over, in bytes a second.
    private static final long SLOWEST_LINK = 64L * 1024;

    private static final ThreadLocal<@Nullable ConnectionContext> PRESENT = new ThreadLocal<>();

    /// The threads that wait for a client, each with the time in nanoseconds until which it may.
    private final Map<Thread, Long> waiting = new ConcurrentHashMap<>();
    private final long silence;

    /// @param silence how long a client may take for the headers of a request, or for the next piece of an answer
    public Connections(Duration silence) {
        this.silence = silence.toNanos();
    }

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        beginToWait(silence);
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        PRESENT.set(connection);
        endWaiting();
    }

    /// The connection that this thread serves; nothing where this is no listener of the server.
    static Optional<ConnectionContext> present() {
        return Optional.ofNullable(PRESENT.get());
    }

    /// Sends something, and cuts the connection if the client does not take it.
    ///
    /// @param bytes of it
    void send(long bytes, Runnable sending) {
        beginToWait(silence + Duration.ofSeconds(bytes / SLOWEST_LINK).toNanos());
        try {
            sending.run();
        } finally {
            endWaiting();
        }
    }

    /// The same for every piece that is written to a stream.
    OutputStream watched(OutputStream out) {
        return new Watched(out);
    }

    /// Cuts those that have taken too long.
    public void cut() {
        long now = System.nanoTime();
        waiting.forEach((thread, until) -> {
            if (now - until > 0 && waiting.remove(thread, until)) {
                thread.interrupt();
            }
        });
    }

    private void beginToWait(long nanos) {
        waiting.put(Thread.currentThread(), System.nanoTime() + nanos);
    }

    private void endWaiting() {
        waiting.remove(Thread.currentThread());
    }

    /// A step that may wait for the client.
    @FunctionalInterface
    private interface Step {
        void take() throws IOException;
    }

    private final class Watched extends OutputStream {
        private final OutputStream out;

        Watched(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            watch(() -> out.write(one));
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            watch(() -> out.write(from, offset, length));
        }

        @Override
        public void flush() throws IOException {
            watch(out::flush);
        }

        @Override
        public void close() throws IOException {
            watch(out::close);
        }

        private void watch(Step step) throws IOException {
            beginToWait(silence);
            try {
                step.take();
            } finally {
                endWaiting();
            }
        }
    }
}
