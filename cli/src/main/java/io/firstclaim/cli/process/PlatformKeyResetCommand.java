package io.firstclaim.cli.process;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.SecretFile;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.server.PlatformKeyReset;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `platform-key reset`.
@Command(name = "reset", description = "Revokes all keys of the platform and makes a new one: on the core's machine while the core is "
        + "stopped, or in a database of its own, also while cores run on it.", footer = {"%nExample:",
                "  firstclaim platform-key reset --data data"})
public final class PlatformKeyResetCommand implements Runnable {
    private final Console console;

    @Option(names = "--data", paramLabel = "FOLDER", defaultValue = "data", description = "The core's data. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("data");

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--key-file", paramLabel = "FILE", description = "Write the key to this new file, for its owner only, instead of showing it.")
    private @Nullable Path keyFile;

    public PlatformKeyResetCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.use(data, this::reset);
    }

    private void reset(DatabaseConfig where) {
        try (SecretFile secret = SecretFile.reserve(keyFile)) {
            String key = PlatformKeyReset.reset(where).reveal();
            if (!secret.keep(key)) {
                console.out().println(key);
                console.out().flush();
                console.note("Keep it: it is shown this once only.");
            }
        }
    }
}
