package io.firstclaim.benchmarks.scale;

import io.firstclaim.benchmarks.TemporaryFolder;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `./firstclaim bench claims`.
@Command(name = "claims", mixinStandardHelpOptions = true, description = {
        "Measures claims inside the core, without gRPC: so many claimers at once, on PostgreSQL with fsync and on H2,",
        "without and with the signing of credentials."}, footerHeading = "%nExample:%n", footer = {
                "  firstclaim bench claims --claimers 1,16,256"})
public final class ClaimsCommand implements Callable<Integer> {
    private static final String ROW = "%-12s %9s %8s  %-28s %-24s %s";

    @Option(names = "--claimers", split = ",", defaultValue = "1,16,256", paramLabel = "COUNT", description = "How many claim at once. Default: ${DEFAULT-VALUE}.")
    private List<Integer> claimers = List.of();

    @Option(names = "--devices", defaultValue = "8000", paramLabel = "COUNT", description = "Devices that are claimed in each round. Default: ${DEFAULT-VALUE}.")
    private int devices;

    @Option(names = "--accounts", defaultValue = "100", paramLabel = "COUNT", description = "Accounts that list them. Default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(names = "--rounds", defaultValue = "5", paramLabel = "COUNT", description = "Rounds that count, after one that does not. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(names = "--database", paramLabel = "URL", description = "The JDBC URL of an empty PostgreSQL database to use. Default: an embedded server.")
    private @Nullable String database;

    @Option(names = "--only", paramLabel = "KIND", description = "Only on this database: postgresql or h2. Default: both.")
    private @Nullable String only;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        var crowd = new ClaimingCrowd(devices, accounts);
        say(ROW.formatted("database", "claimers", "signing", "claims/s (middle half)", "µs of CPU, core",
                "µs of CPU, server"));
        if (!"h2".equals(only)) {
            onPostgres(crowd);
        }
        if (!"postgresql".equals(only)) {
            try (var folder = TemporaryFolder.make()) {
                measure("H2", "jdbc:h2:async:" + folder.path().resolve("core"), crowd);
            }
        }
        return 0;
    }

    private void onPostgres(ClaimingCrowd crowd) throws IOException, SQLException {
        if (database != null) {
            measure("PostgreSQL", database, crowd);
            return;
        }
        try (var server = PostgresServer.embedded()) {
            measure("PostgreSQL", server.newDatabase("firstclaim_claims"), crowd);
        }
    }

    private void measure(String name, String jdbcUrl, ClaimingCrowd crowd) throws SQLException {
        try (var site = new ClaimSite(jdbcUrl, crowd)) {
            for (int count : claimers) {
                for (boolean signing : new boolean[]{false, true}) {
                    site.round(count, signing);
                    var rounds = new ArrayList<ClaimSite.Round>();
                    for (int i = 0; i < this.rounds; i++) {
                        rounds.add(site.round(count, signing));
                    }
                    print(name, count, signing, rounds);
                }
            }
        }
    }

    private void print(String name, int count, boolean signing, List<ClaimSite.Round> rounds) {
        say(ROW.formatted(name, count, signing ? "yes" : "no",
                shown(rounds.stream().map(ClaimSite.Round::perSecond).toList()),
                shown(rounds.stream().map(ClaimSite.Round::coreMicros).toList()),
                shown(rounds.stream().map(ClaimSite.Round::databaseMicros).toList())));
    }

    private static String shown(List<Double> values) {
        return new Figure("", "", List.of(Spread.of(values))).shown(0);
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
