package io.firstclaim.edge.coap;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Lets so many works of the same key go on at once; others wait for their turn, in the order in which they came.
///
/// @param <K> whose works they are
final class Turns<K> {

    private final int atOnce;
    private final Duration longestWait;
    private final Map<K, Queue> queues = new ConcurrentHashMap<>();

    /// Those of one key, as long as there are any.
    private record Queue(Semaphore places, int members) {
        Queue with(int more) {
            return new Queue(places, members + more);
        }
    }

    /// What waits for its turn.
    interface Work<R> {
        R run() throws InterruptedException;
    }

    Turns(int atOnce, Duration longestWait) {
        this.atOnce = atOnce;
        this.longestWait = longestWait;
    }

    /// Waits for the turn and does the work; empty when the turn does not come in time.
    <R> Optional<R> take(K key, Work<R> work) throws InterruptedException {
        Semaphore places = enter(key);
        try {
            if (!places.tryAcquire(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
                return Optional.empty();
            }
            try {
                return Optional.of(work.run());
            } finally {
                places.release();
            }
        } finally {
            leave(key);
        }
    }

    private Semaphore enter(K key) {
        return queues.merge(key, new Queue(new Semaphore(atOnce, true), 1), (there, one) -> there.with(1)).places();
    }

    private void leave(K key) {
        queues.computeIfPresent(key, (same, queue) -> queue.members() > 1 ? queue.with(-1) : null);
    }
}
