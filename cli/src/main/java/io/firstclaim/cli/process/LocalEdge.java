package io.firstclaim.cli.process;

import io.firstclaim.api.CoreAddress;
import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import io.firstclaim.edge.EdgeIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;

/// A bootstrap edge beside a core in this process.
public final class LocalEdge {
    /// How long before its end an identity is replaced by a new one.
    static final Duration RENEW_BEFORE = Duration.ofDays(30);

    private LocalEdge() {}

    /// Starts an edge at a core of this process. Its identity is kept in a folder, and got by a token where it is
    /// missing, about to end, or from another core.
    ///
    /// @param settings from the defaults to what is wanted
    /// @throws CommandFailed when a port is taken
    public static BootstrapEdge start(LocalCore core, Path identityFolder, UnaryOperator<EdgeConfig> settings) {
        try {
            EdgeConfig config = EdgeConfig.of(core.address(), core.server().coreCaCertificate(),
                    identity(core, identityFolder));
            return start(settings.apply(config));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Starts an edge.
    ///
    /// @throws CommandFailed when a port is taken
    static BootstrapEdge start(EdgeConfig config) {
        try {
            return BootstrapEdge.start(config);
        } catch (IOException taken) {
            throw new CommandFailed(ExitCode.NOT_POSSIBLE_NOW,
                    String.valueOf(taken.getMessage()).replace("at /", "at ") + ": is another process using it?",
                    taken);
        }
    }

    private static EdgeIdentity identity(LocalCore core, Path folder) throws IOException {
        if (EdgeIdentity.isIn(folder)) {
            EdgeIdentity kept = EdgeIdentity.load(folder);
            if (kept.isOf(core.server().coreCaCertificate(), Instant.now().plus(RENEW_BEFORE))) {
                return kept;
            }
        }
        CoreAddress address = core.address();
        EdgeIdentity joined = EdgeIdentity.join(address, core.server().coreCaCertificate(),
                core.server().createJoinToken().text());
        joined.save(folder);
        return joined;
    }
}
