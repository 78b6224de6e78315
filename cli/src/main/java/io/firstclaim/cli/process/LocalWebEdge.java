package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.web.WebEdge;
import io.firstclaim.web.WebEdgeConfig;
import java.io.IOException;

/// A web edge in this process.
final class LocalWebEdge {
    private LocalWebEdge() {}

    /// Starts it.
    ///
    /// @throws CommandFailed when a port is taken, or a file can't be used
    static WebEdge start(WebEdgeConfig config) {
        try {
            return WebEdge.start(config);
        } catch (IOException refused) {
            throw new CommandFailed(ExitCode.NOT_POSSIBLE_NOW, "the web edge can't start: " + refused.getMessage(),
                    refused);
        } catch (IllegalArgumentException unusable) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(unusable.getMessage()), unusable);
        }
    }
}
