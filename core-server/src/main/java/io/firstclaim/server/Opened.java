package io.firstclaim.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a start opened, closed newest first.
final class Opened implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> newestFirst = new ArrayDeque<>();

    /// Takes the thing over.
    synchronized <T extends AutoCloseable> T own(T opened) {
        newestFirst.push(opened);
        return opened;
    }

    /// Closes everything. What fails to close is logged, and the rest is closed all the same. A second call does nothing.
    @Override
    public synchronized void close() {
        while (!newestFirst.isEmpty()) {
            var opened = newestFirst.pop();
            try {
                opened.close();
            } catch (Exception failure) {
                LOG.warn("{} failed to close", opened.getClass().getSimpleName(), failure);
            }
        }
    }
}
