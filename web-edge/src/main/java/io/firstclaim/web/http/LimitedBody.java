package io.firstclaim.web.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A body on its way: no more of it than a limit, and not for longer than a limit. Reads on threads of its own, since a read of the server's connection
/// knows no time limit; a read that is given up ends with the connection.
final class LimitedBody extends InputStream {
    private static final int PIECE = 16 * 1024;
    /// The slowest link that a large body is waited for over, in bytes a second.
    private static final long SLOWEST_LINK = 64L * 1024;

    private final InputStream source;
    private final long limit;
    private final RequestBody.Times times;
    private final Runnable requireKnown;
    private final long begin = System.nanoTime();
    private final byte[] piece = new byte[PIECE];
    private @Nullable FutureTask<Integer> pending;
    private long count;
    private boolean known;
    private boolean ended;
    private boolean broken;

    /// @param limit in bytes
    /// @param requireKnown called once when it takes longer than a stranger may take; fails when the sender is one
    LimitedBody(InputStream source, long limit, RequestBody.Times times, Runnable requireKnown) {
        this.source = source;
        this.limit = limit;
        this.times = times;
        this.requireKnown = requireKnown;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// @throws HttpError when there is more of it than the limit, it takes too long, or is malformed
    @Override
    public int read(byte[] buffer, int offset, int length) {
        int read = fromNetwork(Math.min(length, PIECE));
        if (count > limit) {
            throw HttpError.bodyTooLarge(limit);
        }
        if (read > 0) {
            System.arraycopy(piece, 0, buffer, offset, read);
        }
        return read;
    }

    /// Reads on, whatever was wrong with what it says.
    ///
    /// @return whether it is at its end
    boolean discard(long atMost) {
        long end = count + atMost;
        known = true;
        try {
            while (!ended && !broken && count <= end) {
                var _ = fromNetwork(PIECE);
            }
        } catch (HttpError unreadable) {
            return false;
        }
        return ended;
    }

    private int fromNetwork(int length) {
        try {
            int read = waitFor(pending == null ? reading(length) : pending);
            pending = null;
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

    private FutureTask<Integer> reading(int length) {
        FutureTask<Integer> reading = new FutureTask<>(() -> source.read(piece, 0, length));
        Thread.startVirtualThread(reading);
        return reading;
    }

    /// Whoever is slow has to be known: otherwise strangers could keep the server busy by sending nothing.
    private int waitFor(FutureTask<Integer> reading)
            throws InterruptedException, ExecutionException, TimeoutException {
        pending = reading;
        if (!known && begin + times.stranger().toNanos() - deadline() < 0) {
            try {
                return get(reading, begin + times.stranger().toNanos());
            } catch (TimeoutException slow) {
                known = true;
                askForSender();
            }
        }
        return get(reading, deadline());
    }

    private void askForSender() {
        try {
            requireKnown.run();
        } catch (HttpError nobody) {
            broken = true;
            throw nobody;
        }
    }

    private static int get(FutureTask<Integer> reading, long until)
            throws InterruptedException, ExecutionException, TimeoutException {
        return reading.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    /// What comes steadily has the time it needs: 10 MB take longer than a request that stands still may.
    private long deadline() {
        return begin + times.body().toNanos() + TimeUnit.SECONDS.toNanos(count) / SLOWEST_LINK;
    }

    private static RuntimeException reason(@Nullable Throwable failure) {
        return switch (failure) {
            case HttpError malformed -> malformed;
            case DataReader.InsufficientDataAvailableException _,UncheckedIOException _,IOException _ ->
                new CloseConnectionException("the client is gone", failure);
            case null, default -> HttpError.malformedBody();
        };
    }
}
