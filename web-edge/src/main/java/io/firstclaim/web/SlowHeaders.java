package io.firstclaim.web;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Cuts connections that begin a request and don't come to the end of its headers: the server's own watch over silent connections ends with the
/// request line.
final class SlowHeaders implements Http1ConnectionListener {
    private final Map<ConnectionContext, Waiting> waiting = new ConcurrentHashMap<>();
    private final long limit;

    /// @param limit from the request line to the end of the headers
    SlowHeaders(Duration limit) {
        this.limit = limit.toNanos();
    }

    /// A thread that reads headers, since when.
    private record Waiting(Thread reader, long since) {}

    @Override
    public void prologue(ConnectionContext connection, HttpPrologue prologue) {
        waiting.put(connection, new Waiting(Thread.currentThread(), System.nanoTime()));
    }

    @Override
    public void headers(ConnectionContext connection, Headers headers) {
        waiting.remove(connection);
    }

    /// Cuts those that take too long.
    void cut() {
        long now = System.nanoTime();
        waiting.forEach((connection, each) -> {
            if (now - each.since() > limit && waiting.remove(connection, each)) {
                each.reader().interrupt();
            }
        });
    }
}
