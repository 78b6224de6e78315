package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreAddressOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import io.firstclaim.edge.EdgeIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bootstrap-edge`.
@Command(name = "bootstrap-edge", description = "Runs a bootstrap edge at a core elsewhere, with the identity that edge-join got. It starts and waits "
        + "while the core is away. Stays until Ctrl-C.", footer = {"%nExample:",
                "  firstclaim bootstrap-edge --identity edge1 --core core.example:9090 --core-ca "
                        + "core-ca.pem",
                "  firstclaim bootstrap-edge --identity edge2 --core core1.example:9090,core2.example:9090 --core-ca core-ca.pem --node-id 2"})
public final class BootstrapEdgeCommand implements Runnable {
    private final Console console;

    @Mixin
    private final WatchOptions watch = new WatchOptions();
    @Mixin
    private final CryptoOptions crypto = new CryptoOptions();
    @Mixin
    private final CoreAddressOptions core = new CoreAddressOptions();
    @Mixin
    private final EdgePortOptions ports = new EdgePortOptions();

    @Option(names = "--identity", paramLabel = "FOLDER", required = true, description = "What edge-join wrote.")
    private Path identity = Path.of("");

    @Option(names = "--node-id", paramLabel = "N", defaultValue = "0", description = "0 to 255, another for each edge behind one UDP balancer: the first byte "
            + "of the connection IDs (RFC 9146) that this edge gives out, by which the balancer finds the edge that has a device's session. Default: "
            + "${DEFAULT-VALUE}.")
    private int nodeId;

    @Option(names = "--sessions", paramLabel = "FOLDER", description = "Where the devices' sessions are kept while the edge restarts, encrypted. Default: the "
            + "folder of --identity.")
    private @Nullable Path sessions;

    public BootstrapEdgeCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (Traces _ = watch.start("firstclaim-bootstrap-edge")) {
            crypto.start();
            serve();
        }
    }

    private void serve() {
        if (!EdgeIdentity.isIn(identity)) {
            throw new CommandFailed(ExitCode.NOT_FOUND,
                    identity + " holds no identity: get one with 'firstclaim edge-join'");
        }
        try (StopSignal stop = StopSignal.listen();
                BootstrapEdge edge = LocalEdge.start(ports.apply(EdgeConfig.of(core.address(console),
                        core.authority(console), EdgeIdentity.load(identity)).withSessions(sessions())))) {
            console.out().println("bootstrap at " + ports.bootstrapUri(edge) + ", registration at "
                    + ports.registrationUri(edge) + ", health at http://localhost:" + edge.healthPort());
            console.out().flush();
            stop.await();
            console.note("stopping");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private EdgeConfig.Sessions sessions() {
        try {
            return new EdgeConfig.Sessions(nodeId, sessions == null ? identity : sessions);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(ExitCode.USAGE, "--node-id: " + refused.getMessage(), refused);
        }
    }
}
