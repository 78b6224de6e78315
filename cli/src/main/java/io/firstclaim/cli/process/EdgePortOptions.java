package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import java.time.Duration;
import picocli.CommandLine.Option;

/// Where a bootstrap edge listens, and what devices are told of it.
final class EdgePortOptions {
    @Option(names = "--public-host", paramLabel = "NAME", defaultValue = "localhost", description = "The host name by which devices reach the edge: it is written into them, and stands in the "
            + "edge's certificate. Default: ${DEFAULT-VALUE}.")
    private String publicHost = "";

    @Option(names = "--bootstrap-port", paramLabel = "PORT", defaultValue = ""
            + EdgeConfig.BOOTSTRAP_PORT, description = "UDP; 0 for any free one, as for all ports. Default: ${DEFAULT-VALUE}.")
    private int bootstrapPort;

    @Option(names = "--registration-port", paramLabel = "PORT", defaultValue = ""
            + EdgeConfig.REGISTRATION_PORT, description = "UDP. Default: ${DEFAULT-VALUE}.")
    private int registrationPort;

    @Option(names = "--device-address", paramLabel = "ADDRESS", defaultValue = "0.0.0.0", description = "The address that both UDP ports are bound to. Default: all.")
    private String deviceAddress = "";

    @Option(names = "--health-port", paramLabel = "PORT", defaultValue = ""
            + EdgeConfig.HEALTH_PORT, description = "TCP, health and metrics over HTTP. Default: ${DEFAULT-VALUE}.")
    private int healthPort;

    @Option(names = "--health-address", paramLabel = "ADDRESS", defaultValue = "127.0.0.1", description = "The address that the health port is bound to. Default: ${DEFAULT-VALUE}.")
    private String healthAddress = "";

    @Option(names = "--registration-lifetime", paramLabel = "SECONDS", defaultValue = "86400", description = "How long a registration lasts unless the device updates it. Default: ${DEFAULT-VALUE}.")
    private int registrationLifetime;

    /// The defaults with these in their place.
    EdgeConfig apply(EdgeConfig defaults) {
        EdgeConfig.Listening listening = new EdgeConfig.Listening(Ports.address(deviceAddress),
                Ports.port("--bootstrap-port", bootstrapPort), Ports.port("--registration-port", registrationPort),
                Ports.address(healthAddress), Ports.port("--health-port", healthPort));
        try {
            return defaults.withPublicHost(publicHost).withListening(listening)
                    .withRegistrationLifetime(Duration.ofSeconds(registrationLifetime));
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }

    String bootstrapUri(BootstrapEdge edge) {
        return "coaps://" + publicHost + ":" + edge.bootstrapPort();
    }

    String registrationUri(BootstrapEdge edge) {
        return "coaps://" + publicHost + ":" + edge.registrationPort();
    }
}
