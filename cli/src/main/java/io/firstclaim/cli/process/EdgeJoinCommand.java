package io.firstclaim.cli.process;

import io.firstclaim.api.CoreAddresses;
import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreAddressOptions;
import io.firstclaim.cli.CoreFailures;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.edge.EdgeIdentity;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `edge-join`.
@Command(name = "edge-join", description = "Exchanges a one-time token for the identity of a bootstrap edge: a key, made here, and its "
        + "certificate.", footer = {"%nExample:",
                "  firstclaim edge-token > token && firstclaim edge-join edge1 --token-file token",
                "  firstclaim edge-join /state/identity --if-needed --token-file /run/secrets/join-token"})
public final class EdgeJoinCommand implements Runnable {
    private static final String TOKEN = "FIRSTCLAIM_JOIN_TOKEN";

    private final Console console;

    @Mixin
    private final CoreAddressOptions core = new CoreAddressOptions();

    @Parameters(paramLabel = "FOLDER", description = "Where to keep the identity.")
    private Path folder = Path.of("");

    @Option(names = "--token-file", paramLabel = "FILE", description = "A file with the token, as edge-token wrote it. Default: the token in $"
            + TOKEN + ".")
    private @Nullable Path tokenFile;

    @Option(names = "--if-needed", description = "Keep the identity that is in the folder if it is this core's and lasts for another 30 days, and use no token then: "
            + "for what runs before each start of an edge. Otherwise it is replaced.")
    private boolean ifNeeded;

    public EdgeJoinCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        if (!ifNeeded && EdgeIdentity.isIn(folder)) {
            throw new CommandFailed(ExitCode.DUPLICATE, folder + " holds an identity already");
        }
        CoreAddresses address = core.address(console);
        X509Certificate coreCa = core.authority(console);
        try {
            if (ifNeeded && isUsable(coreCa)) {
                say("the identity in " + folder + " is kept");
                return;
            }
            EdgeIdentity.join(address, coreCa, token()).save(folder);
            say("joined; the identity is in " + folder);
        } catch (StatusRuntimeException failed) {
            throw CoreFailures.explain(failed, address);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean isUsable(X509Certificate coreCa) throws IOException {
        return EdgeIdentity.isIn(folder)
                && EdgeIdentity.load(folder).isOf(coreCa, Instant.now().plus(LocalEdge.RENEW_BEFORE));
    }

    private void say(String what) {
        console.out().println(what);
        console.out().flush();
    }

    private String token() throws IOException {
        String token = tokenFile == null ? console.environment().get(TOKEN) : Files.readString(tokenFile);
        if (token == null || token.isBlank()) {
            throw new CommandFailed(ExitCode.USAGE, "no token: set " + TOKEN + ", or name its file with --token-file");
        }
        return token.strip();
    }
}
