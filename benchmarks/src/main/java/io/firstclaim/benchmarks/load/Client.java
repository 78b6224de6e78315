package io.firstclaim.benchmarks.load;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.BufferUnderflowException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.bouncycastle.tls.UDPTransport;
import org.jspecify.annotations.Nullable;

/// Visits a server as one device after the other, from any number of threads. Blocks.
public final class Client {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /// Fits through any path (RFC 8200, section 5).
    private static final int DATAGRAM = 1280;
    /// An empty confirmable message.
    private static final byte[] PING = {0x40, 0, 1, 1};

    private final DtlsCrypto crypto = new DtlsCrypto();
    private final InetSocketAddress server;
    private final Suite suite;
    private final @Nullable DatagramSocket shared;

    /// What a device wants.
    public enum Visit {
        /// A handshake, a request and all that the server then writes.
        BOOTSTRAP,
        /// A handshake and no more.
        HANDSHAKE,
        /// A handshake and a CoAP ping (RFC 7252, section 4.3), after which the device is silent: the server has a session with it.
        STAY
    }

    /// Each device comes from a port of its own.
    public Client(InetSocketAddress server, Suite suite) {
        this.server = server;
        this.suite = suite;
        this.shared = null;
    }

    /// One device after the other comes through this socket.
    ///
    /// @param shared
    ///            connected to the server
    public Client(InetSocketAddress server, Suite suite, DatagramSocket shared) {
        this.server = server;
        this.suite = suite;
        this.shared = shared;
    }

    /// What makes and checks the signatures of this generator.
    public static String cryptography() {
        return EllipticCurve.implementation();
    }

    /// The server that it visits.
    public InetSocketAddress server() {
        return server;
    }

    /// One visit, from the first datagram to the end of the session.
    public Outcome visit(Device device, Visit visit) {
        if (shared != null) {
            return visit(device, visit, shared);
        }
        try (var socket = new DatagramSocket()) {
            socket.connect(server);
            return visit(device, visit, socket);
        } catch (IOException e) {
            return failed(e);
        }
    }

    /// The same through a socket that is connected to the server already.
    public Outcome visit(Device device, Visit visit, DatagramSocket socket) {
        try {
            var session = new DTLSClientProtocol().connect(
                    new DtlsClient(crypto, suite, device, (int) PATIENCE.toMillis()),
                    new OpenSocket(socket));
            try {
                return switch (visit) {
                    case HANDSHAKE -> new Outcome(Outcome.End.DONE, 0, 0, "");
                    case STAY -> ping(session);
                    case BOOTSTRAP -> new Conversation(session, device.name(),
                            ThreadLocalRandom.current().nextInt(1 << 16)).hold(System.nanoTime() + PATIENCE.toNanos());
                };
            } finally {
                if (visit != Visit.STAY) {
                    session.close();
                }
            }
        } catch (TlsFatalAlertReceived alert) {
            return new Outcome(Outcome.End.REFUSED, 0, 0, String.valueOf(alert.getMessage()));
        } catch (IOException | BufferUnderflowException e) {
            return failed(e);
        }
    }

    /// Without a message of the device the server could not know that its last flight arrived, and would keep the handshake.
    private static Outcome ping(DTLSTransport session) throws IOException {
        var buffer = new byte[DATAGRAM];
        session.send(PING, 0, PING.length);
        int length = session.receive(buffer, 0, buffer.length, (int) PATIENCE.toMillis());
        return length < 0
                ? new Outcome(Outcome.End.FAILED, 0, 0, "no answer to a ping")
                : new Outcome(Outcome.End.DONE, 0, 0, "");
    }

    private static Outcome failed(Exception e) {
        return new Outcome(Outcome.End.FAILED, 0, 0, String.valueOf(e.getMessage()));
    }

    /// A session that ends leaves the socket to whoever opened it.
    private static final class OpenSocket extends UDPTransport {
        OpenSocket(DatagramSocket socket) throws IOException {
            super(socket, DATAGRAM);
        }

        @Override
        public void close() {
            // Not ours.
        }
    }
}
