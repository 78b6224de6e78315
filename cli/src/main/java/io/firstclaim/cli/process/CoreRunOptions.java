package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.server.CoreConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a core keeps its data and where it listens.
final class CoreRunOptions {
    @Option(names = "--data", paramLabel = "FOLDER", defaultValue = "data", description = "Where everything is kept that is not in a database of its own; made when missing. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("data");

    @Option(names = "--core-port", paramLabel = "PORT", defaultValue = ""
            + CoreConfig.DEFAULT_PORT, description = "TCP, gRPC over TLS. Default: ${DEFAULT-VALUE}.")
    private int corePort;

    @Option(names = "--core-address", paramLabel = "ADDRESS", defaultValue = "localhost", description = "The address that the core's port is bound to, 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
    private String coreAddress = "";

    @Option(names = "--core-name", paramLabel = "NAME", description = "A further host name or address by which clients reach the core, for its certificate; "
            + "repeatable.")
    private List<String> coreNames = new ArrayList<>();

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "The passphrase that opens the CA keys in the database. Default: 'passphrase' in the data "
            + "folder. Made when missing, except for "
            + "--database: all cores on one database need the same one.")
    private @Nullable Path passphraseFile;

    @Option(names = "--device-quota", paramLabel = "N", defaultValue = ""
            + CoreConfig.DEFAULT_DEVICE_QUOTA, description = "How many devices a new account may own unless said otherwise. Default: ${DEFAULT-VALUE}.")
    private int deviceQuota;

    @Option(names = "--keep-refusals", paramLabel = "DAYS", defaultValue = ""
            + CoreConfig.Refusals.DEFAULT_DAYS, description = "How long it is remembered that a device was turned away, after it was last seen. Default: "
                    + "${DEFAULT-VALUE}.")
    private int refusalDays;

    @Option(names = "--keep-audit", paramLabel = "DAYS", defaultValue = ""
            + CoreConfig.Audit.DEFAULT_DAYS, description = "How long entries of the audit log are kept. Default: ${DEFAULT-VALUE}.")
    private int auditDays;

    @Option(names = "--core-health-port", paramLabel = "PORT", description = "TCP, health and metrics of the core over HTTP, by custom 9464. Default: none.")
    private @Nullable Integer coreHealthPort;

    @Option(names = "--core-health-address", paramLabel = "ADDRESS", defaultValue = "localhost", description = "The address that it is bound to, 0.0.0.0 for all. Default: ${DEFAULT-VALUE}.")
    private String coreHealthAddress = "";

    @Option(names = "--private-webhooks", description = "Let webhooks lead to private and loopback addresses, which accounts could reach through the core then.")
    private boolean privateWebhooks;

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    Path data() {
        return data;
    }

    CoreConfig config() {
        CoreConfig config = CoreConfig.in(data);
        try {
            config = config.with(new CoreConfig.Listen(coreAddress, corePort, coreNames))
                    .with(new io.firstclaim.core.account.AccountDefaults(deviceQuota,
                            CoreConfig.DEFAULT_CERTIFICATE_LIMIT))
                    .with(config.refusals().keptFor(Duration.ofDays(refusalDays)))
                    .with(coreHealthPort == null
                            ? CoreConfig.Health.NONE
                            : new CoreConfig.Health(coreHealthAddress, coreHealthPort))
                    .with(new CoreConfig.Audit(Duration.ofDays(auditDays)))
                    .with(config.webhooks().permittingPrivateTargets(privateWebhooks));
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(refused.getMessage()), refused);
        }
        CoreConfig.Storage inFolder = config.storage();
        return config.with(new CoreConfig.Storage(data, database.named().orElse(inFolder.database()),
                passphraseFile == null ? inFolder.passphraseFile() : passphraseFile));
    }
}
