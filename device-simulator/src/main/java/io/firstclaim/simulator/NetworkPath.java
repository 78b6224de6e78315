package io.firstclaim.simulator;

import io.firstclaim.simulator.Weather.Fate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A device's way to one server and back, through the network as it is to be. It has a socket while there is something to say.
final class NetworkPath {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkPath.class);

    private final DeviceNetwork network;
    private final InetSocketAddress server;
    private final Traveller traveller;
    private final Weather up;
    private final Weather down;
    private volatile @Nullable DatagramChannel channel;
    private volatile long lastTraffic = System.nanoTime();
    private boolean resting;

    /// Who the path is for. Called on threads that must not wait.
    interface Traveller {
        /// A datagram came.
        void arrived(byte[] datagram);

        /// The socket is gone. What comes next goes out from another port.
        void letGo();
    }

    /// @param seed of all that happens on the way
    NetworkPath(DeviceNetwork network, InetSocketAddress server, long seed, Traveller traveller) {
        this.network = network;
        this.server = server;
        this.traveller = traveller;
        SplittableRandom random = new SplittableRandom(seed);
        this.up = new Weather(network.conditions(), random.nextLong());
        this.down = new Weather(network.conditions(), random.nextLong());
    }

    /// Makes sure that there is a socket; waits for one if all are taken. For the device's own thread.
    ///
    /// @return whether it is a new one
    /// @throws IOException if the operating system has none
    boolean open() throws IOException, InterruptedException {
        synchronized (this) {
            resting = false;
            if (channel != null) {
                network.sockets().wake(this);
                if (isForgottenByNat()) {
                    rebind();
                }
                return false;
            }
        }
        DatagramChannel fresh = network.sockets().take(server, network.device(), this::arrived);
        synchronized (this) {
            channel = fresh;
            lastTraffic = System.nanoTime();
        }
        return true;
    }

    boolean isOpen() {
        return channel != null;
    }

    private boolean isForgottenByNat() {
        Duration idle = network.conditions().rebinding().afterIdle();
        return network.isBehindForgetfulNat() && !idle.isZero()
                && System.nanoTime() - lastTraffic >= idle.toNanos();
    }

    /// Sends a datagram, unless the device has no socket.
    void send(byte[] datagram) {
        network.tally().sent.increment();
        lastTraffic = System.nanoTime();
        Fate fate;
        synchronized (up) {
            fate = up.next();
        }
        if (!isDropped(datagram, fate)) {
            travel(fate, () -> {
                DatagramChannel now = channel;
                if (now != null) {
                    UdpNetwork.send(now, datagram);
                }
            });
        }
    }

    private void arrived(byte[] datagram) {
        lastTraffic = System.nanoTime();
        Fate fate;
        synchronized (down) {
            fate = down.next();
        }
        if (!isDropped(datagram, fate)) {
            travel(fate, () -> {
                network.tally().received.increment();
                traveller.arrived(datagram);
            });
        }
    }

    private boolean isDropped(byte[] datagram, Fate fate) {
        if (datagram.length > network.conditions().longestDatagram()) {
            network.tally().tooLarge.increment();
            return true;
        }
        if (fate.lost()) {
            network.tally().lost.increment();
        }
        return fate.lost();
    }

    private void travel(Fate fate, Runnable arrival) {
        if (fate.reordered()) {
            network.tally().reordered.increment();
        }
        after(fate.delay(), arrival);
        if (fate.duplicated()) {
            network.tally().duplicated.increment();
            after(fate.delayOfCopy(), arrival);
        }
    }

    private void after(long nanos, Runnable arrival) {
        if (nanos == 0) {
            arrival.run();
        } else {
            network.tally().delayed.increment();
            var _ = network.udp().later(nanos, arrival);
        }
    }

    /// The device's NAT gives it another port, which it doesn't notice.
    synchronized void rebind() {
        DatagramChannel old = channel;
        if (old == null) {
            return;
        }
        try {
            channel = network.sockets().replace(old, server, network.device(), this::arrived);
            network.tally().rebound.increment();
        } catch (IOException e) {
            LOG.warn("a device keeps its port: there is no other socket", e);
        }
    }

    /// The device has nothing to say for a while.
    void rest() {
        synchronized (this) {
            if (channel == null) {
                return;
            }
            resting = true;
        }
        network.sockets().rest(this);
    }

    /// Lets go of the socket if the device is still silent.
    void letGo() {
        synchronized (this) {
            DatagramChannel now = channel;
            if (!resting || now == null) {
                return;
            }
            resting = false;
            channel = null;
            network.sockets().give(now);
            network.tally().letGo.increment();
        }
        traveller.letGo();
    }

    /// Drops the socket for good.
    void close() {
        network.sockets().wake(this);
        synchronized (this) {
            DatagramChannel now = channel;
            channel = null;
            if (now != null) {
                network.sockets().give(now);
            }
        }
    }
}
