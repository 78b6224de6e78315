package io.firstclaim.it.stack;

import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.server.CoreConfig;
import io.firstclaim.server.CoreServer;
import io.firstclaim.server.PassphraseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// A core in a process of its own, to be killed: on embedded H2, or on another database with others. Prints one line with its port, a join token and, at the first start, the platform's
/// key; ends when its input ends. Its calls may be held, see [HeldCalls].
final class CoreProcess {
    private static final int SHORTEST = 3;

    private CoreProcess() {}

    /// Runs until its input ends.
    ///
    /// @param arguments the data folder, the port, and the file for [HeldCalls]; of a core on another database its JDBC URL and the passphrase file
    public static void main(String[] arguments) throws IOException {
        CoreConfig byDefault = CoreConfig.in(Path.of(arguments[0]));
        CoreConfig config = byDefault.with(byDefault.webhooks().permittingPrivateTargets(true))
                .with(new CoreConfig.Listen("localhost", Integer.parseInt(arguments[1]), List.of()));
        if (arguments.length > SHORTEST) {
            config = config.with(new CoreConfig.Storage(Path.of(arguments[0]), DatabaseConfig.of(arguments[SHORTEST]),
                    Path.of(arguments[SHORTEST + 1])));
        }
        PassphraseFile.makeIfMissing(config.storage().passphraseFile(), new SecureRandom());
        try (CoreServer core = CoreServer.start(config, List.of(new HeldCalls(Path.of(arguments[2]))))) {
            System.out.println("READY " + core.port() + " " + core.createJoinToken().text() + " "
                    + core.firstPlatformKey().orElse("-"));
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        }
    }
}
