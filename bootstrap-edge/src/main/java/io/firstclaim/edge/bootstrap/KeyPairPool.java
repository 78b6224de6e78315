package io.firstclaim.edge.bootstrap;

import io.firstclaim.edge.trust.P256;
import java.security.KeyPair;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// P-256 key pairs for device credentials, made ahead in the background: a burst of devices need not wait for key generation.
///
/// A pair may come back only when the core has definitely not certified it. After a time-out nobody knows, and the pair is dropped.
public final class KeyPairPool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyPairPool.class);

    private final BlockingQueue<KeyPair> pairs;
    /// Apart from the others: the filler would have taken their place.
    private final BlockingQueue<KeyPair> unused;
    private final Thread filler;

    private KeyPairPool(int size) {
        pairs = new ArrayBlockingQueue<>(size);
        unused = new ArrayBlockingQueue<>(size);
        filler = Thread.ofPlatform().daemon().name("key-pairs").unstarted(this::fill);
    }

    /// Begins to fill a pool.
    ///
    /// @param size how many pairs are kept, 1 or more
    public static KeyPairPool start(int size) {
        KeyPairPool pool = new KeyPairPool(size);
        pool.filler.start();
        return pool;
    }

    /// A pair that nobody else has. Made on the spot when the pool is empty, so this never waits for others.
    public KeyPair take() {
        KeyPair ready = unused.poll();
        if (ready == null) {
            ready = pairs.poll();
        }
        return ready == null ? P256.generate() : ready;
    }

    /// Takes a pair back that was certified by nobody, and gives it to the next one that asks: devices that are refused come again and again, and
    /// need not cost a key each time. Dropped when as many came back already as the pool holds.
    public void giveBack(KeyPair notCertified) {
        if (!unused.offer(notCertified)) {
            LOG.trace("enough key pairs came back; this one is dropped");
        }
    }

    /// How many pairs are ready.
    public int size() {
        return pairs.size() + unused.size();
    }

    @Override
    public void close() {
        filler.interrupt();
    }

    private void fill() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                pairs.put(P256.generate());
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }
}
