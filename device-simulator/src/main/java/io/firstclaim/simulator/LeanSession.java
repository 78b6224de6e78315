package io.firstclaim.simulator;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.TlsTimeoutException;
import org.jspecify.annotations.Nullable;

/// One DTLS session: its handshake, on the thread that wants it, and then its records.
final class LeanSession {
    /// Longer datagrams are not read.
    private static final int LONGEST_DATAGRAM = 2048;
    /// No longer ones are sent in a handshake, RFC 8200 section 5.
    private static final int LONGEST_SENT = NetworkConditions.COMMON_MTU;
    /// More are dropped before they are read.
    private static final int MOST_WAITING = 64;

    private final Wire wire;
    private @Nullable DTLSTransport transport;
    private boolean survivesRebinding;

    /// What a session is carried by.
    interface Carrier {
        /// Sends a datagram.
        void send(byte[] datagram);

        /// The longest datagram that gets through.
        int longestDatagram();
    }

    LeanSession(Carrier carrier) {
        this.wire = new Wire(carrier);
    }

    /// Makes the handshake. Lost flights are repeated after one second, then two, four and so on (RFC 6347, section 4.2.4.1).
    ///
    /// @param deadline the [System#nanoTime()] at which it is given up
    /// @throws TlsTimeoutException if the deadline passed
    /// @throws InterruptedIOException if the thread was interrupted
    /// @throws org.bouncycastle.tls.TlsException if one side ended it with a fatal alert
    void shake(LeanClient client, long deadline) throws IOException {
        wire.deadline = deadline;
        transport = new DTLSClientProtocol().connect(client, wire);
        survivesRebinding = client.hasConnectionId();
        wire.shaken = true;
    }

    /// Whether the session goes on from another address (RFC 9146).
    boolean survivesRebinding() {
        return survivesRebinding;
    }

    /// Whether the server ended it.
    boolean isOver() {
        return wire.over;
    }

    /// Takes a datagram that came, to be read soon.
    void arrived(byte[] datagram) {
        if (wire.inbox.size() < MOST_WAITING) {
            wire.inbox.add(datagram);
        }
    }

    /// Whether something is to be read.
    boolean hasArrivals() {
        return !wire.inbox.isEmpty() && !wire.over;
    }

    boolean isShaken() {
        return wire.shaken;
    }

    /// Sends a message.
    ///
    /// @throws IOException if the session is over
    void send(byte[] message) throws IOException {
        established().send(message, 0, message.length);
    }

    /// Reads what came. One thread at a time.
    ///
    /// @throws IOException if the session is over
    void read(Consumer<byte[]> messages) throws IOException {
        while (!wire.inbox.isEmpty()) {
            byte[] buffer = new byte[LONGEST_DATAGRAM];
            // There is a datagram, so that nobody waits unless it holds no message; the least wait is then a millisecond.
            int length = established().receive(buffer, 0, buffer.length, 1);
            while (length >= 0) {
                messages.accept(Arrays.copyOf(buffer, length));
                length = established().receivePending(buffer, 0, buffer.length);
            }
        }
    }

    private DTLSTransport established() throws IOException {
        DTLSTransport now = transport;
        if (now == null || wire.over) {
            throw new IOException("the session is over");
        }
        return now;
    }

    /// The datagrams below the records.
    private static final class Wire implements DatagramTransport {
        private final Carrier carrier;
        private final BlockingQueue<byte[]> inbox = new LinkedBlockingQueue<>();
        private volatile boolean shaken;
        private volatile boolean over;
        private volatile long deadline;
        private boolean mute;

        Wire(Carrier carrier) {
            this.carrier = carrier;
        }

        @Override
        public int getReceiveLimit() {
            return LONGEST_DATAGRAM;
        }

        @Override
        public int getSendLimit() {
            return Math.min(LONGEST_SENT, carrier.longestDatagram());
        }

        @Override
        public int receive(byte[] buffer, int offset, int length, int waitMillis) throws IOException {
            byte[] datagram = shaken ? inbox.poll() : await(waitMillis);
            if (datagram == null) {
                if (shaken) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(waitMillis));
                }
                return -1;
            }
            int copied = Math.min(length, datagram.length);
            System.arraycopy(datagram, 0, buffer, offset, copied);
            return copied;
        }

        /// What ends here ends without an alert, as when a device gives up or loses power.
        private byte @Nullable [] await(int waitMillis) throws IOException {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                mute = true;
                throw new TlsTimeoutException("the handshake took too long");
            }
            try {
                return inbox.poll(Math.min(left, TimeUnit.MILLISECONDS.toNanos(waitMillis)), TimeUnit.NANOSECONDS);
            } catch (InterruptedException _) {
                mute = true;
                throw new InterruptedIOException("the handshake was interrupted");
            }
        }

        @Override
        public void send(byte[] buffer, int offset, int length) {
            if (!mute) {
                carrier.send(Arrays.copyOfRange(buffer, offset, offset + length));
            }
        }

        @Override
        public void close() {
            over = true;
        }
    }
}
