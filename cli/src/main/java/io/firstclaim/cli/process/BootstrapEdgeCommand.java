package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreAddressOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.Logging;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import io.firstclaim.edge.EdgeIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `bootstrap-edge`.
@Command(name = "bootstrap-edge", description = "Runs a bootstrap edge at a core elsewhere, with the identity that edge-join got. It starts and waits "
        + "while the core is away. Stays until Ctrl-C.", footer = {"%nExample:",
                "  firstclaim bootstrap-edge --identity edge1 --core core.example:9090 --core-ca "
                        + "core-ca.pem"})
public final class BootstrapEdgeCommand implements Runnable {
    private final Console console;

    @Mixin
    private final CoreAddressOptions core = new CoreAddressOptions();
    @Mixin
    private final EdgePortOptions ports = new EdgePortOptions();

    @Option(names = "--identity", paramLabel = "FOLDER", required = true, description = "What edge-join wrote.")
    private Path identity = Path.of("");

    public BootstrapEdgeCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        Logging.servers();
        if (!EdgeIdentity.isIn(identity)) {
            throw new CommandFailed(ExitCode.NOT_FOUND,
                    identity + " holds no identity: get one with 'firstclaim edge-join'");
        }
        try (StopSignal stop = StopSignal.listen();
                BootstrapEdge edge = LocalEdge.start(ports.apply(EdgeConfig.of(core.address(console),
                        core.authority(console), EdgeIdentity.load(identity))))) {
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
}
