package io.firstclaim.benchmarks.sessions;

import io.firstclaim.benchmarks.load.Client;
import io.firstclaim.benchmarks.load.Client.Visit;
import io.firstclaim.benchmarks.load.Device;
import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.benchmarks.load.Outcome.End;
import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.peers.ServerProcess;
import io.firstclaim.benchmarks.serve.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// Opens sessions at the registration port of an edge in a process of its own, and asks it for its heap before and after.
///
/// @param count
///            how many are opened
/// @param flags
///            for the edge's JVM
/// @param folder
///            for what it writes
/// @param progress
///            is told what goes on
record MeasureSessions(int count, Suite suite, List<String> flags, Path folder, Consumer<String> progress) {
    /// As many as an edge holds by default.
    static final int MOST = 50_000;

    /// Before anything is counted: what is loaded and compiled at the first sessions is no session's.
    private static final int WARM_UP = 500;
    private static final int AT_ONCE = 8;
    private static final int FIRST_PORT = 10_000;
    private static final int PORTS = 22_000;

    /// What came of it.
    ///
    /// @param open
    ///            sessions that were opened
    /// @param before
    ///            megabytes of heap in use without them
    /// @param with
    ///            megabytes of heap in use with them
    record Measured(int open, double before, double with) {
        double bytesEach() {
            return (with - before) * 1e6 / open;
        }
    }

    MeasureSessions {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("--count: 1 to " + MOST + ", not " + count);
        }
    }

    Measured run() throws IOException, InterruptedException {
        int first = Math.min(WARM_UP, count);
        progress.accept("making " + (first + count) + " devices, each with its own key and certificate");
        var maker = new Maker("LwM2M device CA");
        var devices = IntStream.range(0, first + count)
                .mapToObj(i -> maker.credential("0190163d21d2%020d".formatted(i))).toList();
        var ca = Files.write(folder.resolve("device-ca.der"), Maker.encoded(maker.certificate()));
        try (var core = ServerProcess.start(Kind.MEMORY_CORE, folder, List.of(), ca.toString());
                var edge = ServerProcess.start(Kind.EDGE, folder, flags, core.fact("core"))) {
            var client = new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(),
                    Integer.parseInt(edge.fact("registration"))), suite);
            open(client, devices.subList(0, first), 0);
            double before = edge.heap();
            progress.accept("opening " + count + " sessions");
            int open = open(client, devices.subList(first, devices.size()), first);
            return new Measured(open, before, edge.heap());
        }
    }

    /// Each device has an address of its own: of two with the same one the edge would keep the later.
    private static int open(Client client, List<Device> devices, int firstAddress) throws InterruptedException {
        var opened = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < devices.size(); i++) {
                var device = devices.get(i);
                int address = firstAddress + i;
                threads.execute(() -> {
                    if (stay(client, device, address)) {
                        opened.incrementAndGet();
                    }
                });
            }
        }
        return opened.get();
    }

    private static boolean stay(Client client, Device device, int number) {
        byte[] address = {127, 0, (byte) (number / PORTS), 2};
        int port = FIRST_PORT + number % PORTS;
        try (var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getByAddress(address), port))) {
            socket.connect(client.server());
            return client.visit(device, Visit.STAY, socket).end() == End.DONE;
        } catch (BindException taken) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
