package io.firstclaim.simulator;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sockets that a process can have at once, for more devices than that: a device that is silent lets go of its socket after a while, or as soon as
/// another needs one. To its servers that is a NAT mapping that ended.
final class Sockets {
    private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);
    /// Open files that are left to the rest of the process, and to sockets that are being replaced.
    private static final long RESERVE = 200;
    private static final long SHORTEST_SWEEP = Duration.ofMillis(10).toNanos();
    private static final long LONGEST_SWEEP = Duration.ofSeconds(1).toNanos();

    private final UdpNetwork network;
    private final NetworkTally tally;
    private final long silentNanos;
    private final Semaphore free;
    private final AtomicBoolean saidTooFew = new AtomicBoolean();
    /// Paths whose device has nothing to say, with the time they began to, the eldest first. Guarded by itself.
    private final Map<NetworkPath, Long> resting = new LinkedHashMap<>();

    /// @param most how many sockets may be open at once
    /// @param silentAfter how long a device keeps a socket that it doesn't use
    /// @throws IllegalStateException if the operating system lets this process have next to no files
    Sockets(UdpNetwork network, NetworkTally tally, int most, Duration silentAfter) {
        this.network = network;
        this.tally = tally;
        this.silentNanos = silentAfter.toNanos();
        this.free = new Semaphore((int) Math.min(most, allowed()), true);
        network.every(Math.clamp(silentNanos, SHORTEST_SWEEP, LONGEST_SWEEP), this::sweep);
    }

    private static long allowed() {
        if (!(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)) {
            return Integer.MAX_VALUE;
        }
        long left = system.getMaxFileDescriptorCount() - system.getOpenFileDescriptorCount() - RESERVE;
        if (left < 1) {
            throw new IllegalStateException("too few files: this process may have " + system
                    .getMaxFileDescriptorCount() + " open (ulimit -n) and has " + system.getOpenFileDescriptorCount()
                    + ", and devices need one each on top of a reserve of " + RESERVE);
        }
        return left;
    }

    /// Opens a socket, as soon as there is one to be had.
    ///
    /// @throws IOException if the operating system has none
    DatagramChannel take(InetSocketAddress server, int device, UdpNetwork.Arrivals arrivals)
            throws IOException, InterruptedException {
        if (!free.tryAcquire()) {
            letGo(eldest());
            free.acquire();
        }
        try {
            DatagramChannel channel = network.open(server, device, arrivals);
            tally.opened();
            return channel;
        } catch (IOException | RuntimeException e) {
            free.release();
            if (!Thread.currentThread().isInterrupted() && saidTooFew.compareAndSet(false, true)) {
                LOG.error("a device gets no socket: {}. Devices try again later; this is said once", e.toString());
            }
            throw e;
        }
    }

    /// Opens a socket in place of another that is about to be given back.
    DatagramChannel replace(DatagramChannel old, InetSocketAddress server, int device, UdpNetwork.Arrivals arrivals)
            throws IOException {
        DatagramChannel channel = network.open(server, device, arrivals);
        network.close(old);
        return channel;
    }

    /// Closes a socket.
    void give(DatagramChannel channel) {
        network.close(channel);
        tally.closed();
        free.release();
    }

    /// The device at this path has nothing to say for a while.
    void rest(NetworkPath path) {
        synchronized (resting) {
            resting.put(path, System.nanoTime());
        }
        if (free.hasQueuedThreads()) {
            letGo(eldest());
        }
    }

    /// The device at this path has something to say.
    void wake(NetworkPath path) {
        synchronized (resting) {
            resting.remove(path);
        }
    }

    private @Nullable NetworkPath eldest() {
        synchronized (resting) {
            return resting.isEmpty() ? null : resting.keySet().iterator().next();
        }
    }

    private @Nullable NetworkPath eldestBefore(long nanoTime) {
        synchronized (resting) {
            return resting.entrySet().stream().findFirst().filter(entry -> entry.getValue() - nanoTime < 0)
                    .map(Map.Entry::getKey).orElse(null);
        }
    }

    private void sweep() {
        long before = System.nanoTime() - silentNanos;
        for (NetworkPath path = eldestBefore(before); path != null; path = eldestBefore(before)) {
            letGo(path);
        }
    }

    private void letGo(@Nullable NetworkPath path) {
        if (path != null) {
            wake(path);
            path.letGo();
        }
    }
}
