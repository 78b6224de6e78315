package io.firstclaim.it.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The network before a TCP port: passes everything on, or nothing.
public final class TcpGate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TcpGate.class);

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPEN;

    private enum State {
        OPEN, SILENT, SHUT
    }

    private TcpGate(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /// An open gate on a free port of loopback.
    public static TcpGate before(int port) throws IOException {
        TcpGate gate = new TcpGate(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), port);
        Thread.ofVirtual().name("gate").start(gate::accept);
        return gate;
    }

    /// The port to connect to.
    public int port() {
        return listener.getLocalPort();
    }

    /// Loses every byte from now on, both ways, and tells nobody: connections stay, and new ones are taken.
    public void fallSilent() {
        state = State.SILENT;
    }

    /// Resets all connections, and each new one.
    public void shut() {
        state = State.SHUT;
        reset();
    }

    /// Lets new connections pass. Those from before are reset: they have lost bytes.
    public void open() {
        state = State.OPEN;
        reset();
    }

    @Override
    public void close() {
        shut();
        closeQuietly(listener);
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                sockets.add(client);
                Thread.ofVirtual().name("gate").start(() -> connect(client));
            }
        } catch (IOException e) {
            LOG.debug("the gate before port {} is closed", target, e);
        }
    }

    private void connect(Socket client) {
        switch (state) {
            case OPEN -> {
                try {
                    Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                    sockets.add(server);
                    if (state != State.OPEN) {
                        drop(server);
                    }
                    Thread.ofVirtual().name("gate").start(() -> pump(server, client));
                    pump(client, server);
                } catch (IOException e) {
                    LOG.debug("nobody listens at port {}", target, e);
                    drop(client);
                }
            }
            case SILENT -> LOG.debug("a connection to port {} gets no answer", target);
            case SHUT -> drop(client);
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = from.getInputStream(); OutputStream out = to.getOutputStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (state == State.OPEN) {
                    out.write(buffer, 0, count);
                }
            }
        } catch (IOException e) {
            LOG.debug("a connection to port {} ended", target, e);
        }
        if (state != State.SILENT) {
            drop(from);
            drop(to);
        }
    }

    private void reset() {
        sockets.forEach(this::drop);
    }

    private void drop(Socket socket) {
        sockets.remove(socket);
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            LOG.debug("closed already", e);
        }
        closeQuietly(socket);
    }

    private static void closeQuietly(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            LOG.debug("closed already", e);
        }
    }
}
