package io.firstclaim.cli.factory;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.factory.BootstrapUri;
import io.firstclaim.factory.ServerCa;
import io.firstclaim.proto.credential.v1.GetServerCredentialsRequest;
import io.firstclaim.proto.credential.v1.ServerCredentials;
import io.firstclaim.proto.credential.v1.ServerCredentialsServiceGrpc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Which bootstrap server devices are made for: as options say, or as a running core does.
final class BootstrapServerOptions {
    @Mixin
    private final CoreOptions core = new CoreOptions();

    @Option(names = "--server-ca", paramLabel = "FILE", description = "The CA certificate of the bootstrap servers, PEM or DER.")
    private @Nullable Path serverCa;

    @Option(names = "--bootstrap-uri", paramLabel = "URI", description = "The bootstrap server, coaps://host:port; an aid at its end is left out.")
    private @Nullable String bootstrapUri;

    @Option(names = "--from-server", description = "Ask the core for both, with an account's API key.")
    private boolean fromServer;

    /// Where the devices will bootstrap, and by which CA they know that it is the right place.
    record BootstrapServer(BootstrapUri uri, ServerCa ca) {}

    BootstrapServer read(Console console, Clock clock) {
        if (fromServer && bootstrapUri == null && serverCa == null) {
            return askCore(console, clock);
        }
        if (fromServer || bootstrapUri == null || serverCa == null) {
            throw new CommandFailed(ExitCode.USAGE,
                    "give both --bootstrap-uri and --server-ca, or --from-server alone to ask the core for them");
        }
        return new BootstrapServer(BootstrapUri.parse(bootstrapUri), ServerCa.read(serverCa, clock));
    }

    private BootstrapServer askCore(Console console, Clock clock) {
        ServerCredentials answer = core.ask(console, channel -> ServerCredentialsServiceGrpc.newBlockingStub(channel)
                .getServerCredentials(GetServerCredentialsRequest.getDefaultInstance())).getBootstrap();
        try {
            Path file = Files.createTempFile("server-ca", ".pem");
            try {
                Files.writeString(file, answer.getServerCertificate());
                return new BootstrapServer(BootstrapUri.parse(answer.getServerUri()), ServerCa.read(file, clock));
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
