package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import io.firstclaim.factory.CaOrder;
import io.firstclaim.factory.MakerCa;
import io.firstclaim.factory.TestSeed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `factory ca create`.
@Command(name = "create", description = "Makes the maker's CA, which signs the certificates of the devices: ca.pem and ca-key.pem in a new "
        + "folder, for its owner only.", footer = {"%nExample:",
                "  firstclaim factory ca create maker --name 'Acme Meters CA'"})
public final class CaCreate implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "FOLDER", description = "Where to put it.")
    private Path folder = Path.of("");

    @Option(names = "--name", paramLabel = "NAME", required = true, description = "Its common name (CN).")
    private String name = "";

    @Option(names = "--organization", paramLabel = "NAME", description = "Its organization (O).")
    private @Nullable String organization;

    @Option(names = "--years", paramLabel = "N", defaultValue = ""
            + CaOrder.DEFAULT_YEARS, description = "How long it is valid, and the devices with it. Default: ${DEFAULT-VALUE}.")
    private int years;

    @Option(names = "--test-seed", paramLabel = "N", description = "FOR TESTS ONLY: make the same CA each time, with a key that everybody has, for devices with a test seed.")
    private @Nullable Long testSeed;

    public CaCreate(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        CaOrder order = new CaOrder(name, organization, years);
        MakerCa ca = testSeed == null
                ? MakerCa.create(order, Clock.systemUTC(), new SecureRandom())
                : MakerCa.createForTests(order, new TestSeed(testSeed));
        ca.writeTo(folder);
        TestWarning.show(console, ca);
        CaFolder.announce(console, folder);
    }
}
