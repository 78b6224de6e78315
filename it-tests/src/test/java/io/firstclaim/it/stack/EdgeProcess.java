package io.firstclaim.it.stack;

import static org.awaitility.Awaitility.await;

import io.firstclaim.api.CoreAddress;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import io.firstclaim.edge.EdgeConfig.Listening;
import io.firstclaim.edge.EdgeConfig.Timing;
import io.firstclaim.edge.EdgeIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// An edge in a process of its own, to be killed. Prints one line with its three ports; ends when its input ends. It gives the core up after two seconds
/// and looks for it each second, and gives devices up in half the usual time, so that an outage need not last long.
final class EdgeProcess {
    private static final Duration CORE_DEADLINE = Duration.ofSeconds(2);
    private static final Duration COAP_ACK = Duration.ofSeconds(1);
    private static final Duration CORE_RETRY = Duration.ofSeconds(1);
    static final int KEY_PAIRS = 16;

    private EdgeProcess() {}

    /// Runs until its input ends.
    ///
    /// @param arguments the core's port, the file with the core's CA, the folder with the edge's identity, and the ports for bootstrap, registration and
    ///        health
    public static void main(String[] arguments) throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        EdgeConfig defaults = EdgeConfig.of(new CoreAddress("localhost", Integer.parseInt(arguments[0])),
                Identity.certificate(Files.readAllBytes(Path.of(arguments[1]))),
                EdgeIdentity.load(Path.of(arguments[2])));
        Timing timing = defaults.timing();
        EdgeConfig config = defaults.withKeyPairs(KEY_PAIRS)
                .withListening(new Listening(loopback, Integer.parseInt(arguments[3]), Integer.parseInt(arguments[4]),
                        loopback, Integer.parseInt(arguments[5])))
                .withTiming(new Timing(CORE_DEADLINE, CORE_RETRY, COAP_ACK, timing.coapRetransmissions(),
                        timing.staleSession()));
        try (BootstrapEdge edge = BootstrapEdge.start(config)) {
            await("the edge is ready").atMost(Limits.START).until(edge::isReady);
            System.out.println("READY " + edge.bootstrapPort() + " " + edge.registrationPort() + " "
                    + edge.healthPort());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
