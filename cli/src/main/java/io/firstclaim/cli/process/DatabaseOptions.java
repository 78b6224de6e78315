package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.FolderLock;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.server.CoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which database, where it is not the embedded one of the data folder.
final class DatabaseOptions {
    /// Far above any password; what is larger is another file.
    private static final long MAX_PASSWORD_FILE_BYTES = 4096;

    @Option(names = "--database", paramLabel = "URL", description = "The JDBC URL of a PostgreSQL database that several cores may share, such as "
            + "jdbc:postgresql://db.example/firstclaim. Default: an embedded one in the data folder.")
    private @Nullable String url;

    @Option(names = "--database-user", paramLabel = "NAME", description = "Who logs in there. Default: what the URL says.")
    private @Nullable String user;

    @Option(names = "--database-password-file", paramLabel = "FILE", description = "A file whose first line is the password. Others on this machine can see a password "
            + "that is part of the URL.")
    private @Nullable Path passwordFile;

    @Option(names = "--database-connections", paramLabel = "N", defaultValue = ""
            + DatabaseConfig.DEFAULT_POOL_SIZE, description = "The most connections, which is also the most transactions at once. Default: ${DEFAULT-VALUE}.")
    private int connections;

    /// The database that was named; empty for the embedded one.
    ///
    /// @throws CommandFailed when it is no database that is understood, or the password can't be read
    Optional<DatabaseConfig> named() {
        if (url == null) {
            requireNothingElse();
            return Optional.empty();
        }
        try {
            return Optional.of(new DatabaseConfig(url, user, password(), connections, DatabaseConfig.DEFAULT_PATIENCE));
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
    }

    /// Works on the database that was named, or on the embedded one of a core's data folder, which no core can take meanwhile.
    ///
    /// @throws CommandFailed also when the folder holds no core's data, or a process uses it
    void use(Path data, Consumer<DatabaseConfig> work) {
        DatabaseConfig shared = named().orElse(null);
        if (shared != null) {
            work.accept(shared);
            return;
        }
        CoreConfig config = CoreConfig.in(data);
        DataFolder.requireCore(config);
        try (FolderLock _ = FolderLock.take(data, "a firstclaim runs on the data in " + data + ": stop it first")) {
            work.accept(config.storage().database());
        }
    }

    private void requireNothingElse() {
        if (user != null || passwordFile != null) {
            throw new CommandFailed(ExitCode.USAGE,
                    "--database-user and --database-password-file belong to a database that --database names");
        }
    }

    private @Nullable String password() {
        if (passwordFile == null) {
            return null;
        }
        try {
            if (Files.size(passwordFile) > MAX_PASSWORD_FILE_BYTES) {
                throw new CommandFailed(ExitCode.USAGE, passwordFile + " is too large to hold a password");
            }
            return Files.readString(passwordFile).lines().findFirst().orElse("");
        } catch (IOException unreadable) {
            throw new CommandFailed(ExitCode.USAGE, "can't read the database's password in " + passwordFile,
                    unreadable);
        }
    }
}
