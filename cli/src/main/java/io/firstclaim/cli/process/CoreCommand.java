package io.firstclaim.cli.process;

import io.firstclaim.cli.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `core`.
@Command(name = "core", description = "Runs the core alone; bootstrap edges join it from elsewhere, and further cores share its database if that is PostgreSQL. Stays until Ctrl-C.", footer = {
        "%nExamples:", "  firstclaim core --data /var/lib/firstclaim --core-address 0.0.0.0 --core-name core.example",
        "  firstclaim core --database jdbc:postgresql://db.example/firstclaim --database-user firstclaim \\",
        "      --database-password-file db.password --passphrase-file passphrase"})
public final class CoreCommand implements Runnable {
    private final Console console;

    @Mixin
    private final WatchOptions watch = new WatchOptions();
    @Mixin
    private final CryptoOptions crypto = new CryptoOptions();
    @Mixin
    private final CoreRunOptions core = new CoreRunOptions();
    @Mixin
    private final PlatformKeyNote platformKey = new PlatformKeyNote();

    public CoreCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        try (Traces _ = watch.start("firstclaim-core")) {
            crypto.start();
            serve();
        }
    }

    private void serve() {
        try (StopSignal stop = StopSignal.listen();
                LocalCore running = LocalCore.start(core.config())) {
            console.out().println("core at " + running.address() + ", its CA in "
                    + core.config().storage().coreCaFile());
            platformKey.show(running.server().firstPlatformKey())
                    .ifPresent(key -> console.out().println("platform key, shown this once: " + key));
            console.out().flush();
            stop.await();
            console.note("stopping");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
