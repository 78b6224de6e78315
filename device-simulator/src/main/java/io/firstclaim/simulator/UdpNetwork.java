package io.firstclaim.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The sockets of many devices on two threads: one receives for all of them, the other does what is to be done later.
final class UdpNetwork implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(UdpNetwork.class);
    /// Longer datagrams are cut, and then fail their integrity check: no DTLS record that a device takes is longer.
    private static final int LONGEST_DATAGRAM = 2048;
    /// How many addresses the devices of one process share when their server is on this machine, 127.0.0.1 and on: there are some 28,000 ports to each.
    private static final int LOOPBACK_ADDRESSES = 200;

    private final Selector selector;
    private final Thread receiver;
    private final ScheduledThreadPoolExecutor later;
    private volatile boolean closed;

    /// Takes what arrives at a socket. Called on the receiving thread: must not wait.
    @FunctionalInterface
    interface Arrivals {
        void arrived(byte[] datagram);
    }

    UdpNetwork() {
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException("no selector for sockets can be had", e);
        }
        later = new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("devices-later").daemon().factory());
        later.setRemoveOnCancelPolicy(true);
        later.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        receiver = Thread.ofPlatform().name("devices-receiver").daemon().start(this::receive);
    }

    /// Opens a socket that talks to one server only.
    ///
    /// @param device spreads the devices over source addresses when the server is on this machine
    /// @throws IOException if none can be had, for example because the process has too many open files
    DatagramChannel open(InetSocketAddress server, int device, Arrivals arrivals) throws IOException {
        DatagramChannel channel = server.getAddress() instanceof Inet4Address
                ? DatagramChannel.open(StandardProtocolFamily.INET)
                : DatagramChannel.open();
        try {
            channel.configureBlocking(false);
            bind(channel, server.getAddress(), device);
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_READ, arrivals);
            selector.wakeup();
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static void bind(DatagramChannel channel, InetAddress server, int device) throws IOException {
        if (!(server.isLoopbackAddress() && server instanceof Inet4Address)) {
            channel.bind(null);
            return;
        }
        byte[] address = {127, 0, 0, (byte) (1 + Math.floorMod(device, LOOPBACK_ADDRESSES))};
        try {
            channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
        } catch (BindException absent) {
            LOG.debug("this machine has no {}", InetAddress.getByAddress(address), absent);
            channel.bind(null);
        }
    }

    /// Drops a socket.
    void close(DatagramChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a socket can't be closed", e);
        }
        // A registered socket is only given back to the system by the selector.
        selector.wakeup();
    }

    /// Sends a datagram. It may get lost here as everywhere.
    static void send(DatagramChannel channel, byte[] datagram) {
        try {
            channel.write(ByteBuffer.wrap(datagram));
        } catch (IOException lost) {
            LOG.trace("a datagram can't be sent", lost);
        }
    }

    /// Does something after a while, on a thread that must not wait.
    ScheduledFuture<?> later(long nanos, Runnable what) {
        return later.schedule(what, nanos, TimeUnit.NANOSECONDS);
    }

    /// Does something again and again, on a thread that must not wait.
    void every(long nanos, Runnable what) {
        var _ = later.scheduleWithFixedDelay(() -> {
            try {
                what.run();
            } catch (RuntimeException e) {
                LOG.error("what is to be done every {} ns fails", nanos, e);
            }
        }, nanos, nanos, TimeUnit.NANOSECONDS);
    }

    private void receive() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(LONGEST_DATAGRAM);
        try (selector) {
            while (!closed) {
                selector.select(key -> receive(key, buffer));
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
        } catch (IOException e) {
            LOG.error("no device receives anything any more", e);
        }
    }

    private static void receive(SelectionKey key, ByteBuffer buffer) {
        try {
            DatagramChannel channel = (DatagramChannel) key.channel();
            Arrivals arrivals = (Arrivals) key.attachment();
            while (true) {
                buffer.clear();
                if (channel.read(buffer) <= 0) {
                    return;
                }
                arrivals.arrived(copy(buffer));
            }
        } catch (PortUnreachableException | ClosedChannelException | CancelledKeyException _) {
            // To a device, a port that nobody listens at is like silence.
            LOG.trace("nobody there");
        } catch (IOException | RuntimeException e) {
            LOG.warn("a datagram can't be taken in", e);
        }
    }

    private static byte[] copy(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    /// Drops all sockets and ends both threads.
    @Override
    public void close() {
        later.shutdownNow();
        closed = true;
        selector.wakeup();
        boolean interrupted = false;
        while (receiver.isAlive()) {
            try {
                receiver.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
