package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.server.CoreConfig;
import java.nio.file.Files;

/// The folder in which a core keeps what it knows.
final class DataFolder {
    private DataFolder() {}

    /// Refuses a folder that no core has used: a command must not make an empty database in a mistyped place.
    static void requireCore(CoreConfig config) {
        if (!Files.exists(config.storage().coreCaFile())) {
            throw new CommandFailed(ExitCode.NOT_FOUND,
                    config.storage().dataDirectory() + " holds no data of a core: name its folder with --data");
        }
    }
}
