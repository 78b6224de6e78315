package io.firstclaim.cli.process;

import io.firstclaim.api.CoreAddress;
import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.FolderLock;
import io.firstclaim.server.CoreConfig;
import io.firstclaim.server.CoreServer;
import io.firstclaim.server.PassphraseFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// A core in this process with a data folder that it keeps to itself.
public final class LocalCore implements AutoCloseable {
    private final FolderLock folder;
    private final CoreServer server;
    private final CoreConfig config;

    private LocalCore(FolderLock folder, CoreServer server, CoreConfig config) {
        this.folder = folder;
        this.server = server;
        this.config = config;
    }

    /// Starts it; makes the data folder, for its owner only, and for an embedded database the passphrase where they are missing.
    ///
    /// @throws CommandFailed when another process uses the folder, or a database of its own lacks its passphrase
    /// @throws io.firstclaim.core.FirstclaimException when the core can't start
    public static LocalCore start(CoreConfig config) {
        Path data = config.storage().dataDirectory();
        DataFolder.make(data);
        FolderLock folder = FolderLock.take(data, "another firstclaim uses the data in " + data);
        try {
            providePassphrase(config.storage());
            return new LocalCore(folder, CoreServer.start(config), config);
        } catch (RuntimeException | Error failed) {
            folder.close();
            throw failed;
        }
    }

    /// A passphrase that one of several cores made for itself alone would lock the others out, and be lost with its machine.
    private static void providePassphrase(CoreConfig.Storage storage) {
        Path file = storage.passphraseFile();
        if (storage.database().isOneProcessOnly()) {
            PassphraseFile.makeIfMissing(file, new SecureRandom());
        } else if (!Files.exists(file)) {
            throw new CommandFailed(ExitCode.USAGE, "there is no passphrase in " + file
                    + ": all cores on one database need the same one. Make it once, for its owner only, as by "
                    + "'(umask 077; openssl rand -hex 32 > passphrase)', and give it to each with --passphrase-file");
        }
    }

    /// The core.
    public CoreServer server() {
        return server;
    }

    /// Where to reach it from this machine.
    public CoreAddress address() {
        String host = config.listen().host();
        return new CoreAddress(host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host, server.port());
    }

    @Override
    public void close() {
        try {
            server.close();
        } finally {
            folder.close();
        }
    }
}
