package io.firstclaim.benchmarks.bulk;

import io.firstclaim.benchmarks.TemporaryFolder;
import io.firstclaim.benchmarks.scale.PostgresServer;
import io.firstclaim.benchmarks.scale.Spread;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./firstclaim bench bulk`.
@Command(name = "bulk", mixinStandardHelpOptions = true, description = {
        "Measures a bulk upload by gRPC stream, from the first byte of the file to the last of its report.",
        "The core is a process of its own with 256 MB of heap; devices are claimed beside."}, footerHeading = "%nExamples:%n", footer = {
                "  firstclaim bench bulk", "  firstclaim bench bulk --rows 100000 --database postgresql --runs 3"})
public final class BulkCommand implements Callable<Integer> {
    private static final String DATABASE = "firstclaim_bulk";
    private static final int DEVICES = 1_000;

    /// What it can be measured on.
    enum Kind {
        H2, POSTGRESQL
    }

    /// Reads the name of one.
    static final class KindOfDatabase implements ITypeConverter<Kind> {
        @Override
        public Kind convert(String name) {
            return Kind.valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    @Option(names = "--rows", defaultValue = "1000000", paramLabel = "ROWS", description = "Enrollment IDs in the file. Default: ${DEFAULT-VALUE}.")
    private long rows;

    @Option(names = "--database", converter = KindOfDatabase.class, paramLabel = "KIND", description = "h2 or postgresql, which is brought along. Default: both, one after the other.")
    private List<Kind> databases = List.of(Kind.values());

    @Option(names = "--database-url", paramLabel = "URL", description = "The JDBC URL of a database on the PostgreSQL server to use, with a user who may create others; "
            + "firstclaim_bulk is replaced there, and dropped at the end. Default: an embedded server.")
    private String url = "";

    @Option(names = "--runs", defaultValue = "1", paramLabel = "N", description = "How often, each time on an empty database. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (rows < 1 || runs < 1) {
            throw new ParameterException(spec.commandLine(), "--rows and --runs are 1 or more.");
        }
        var out = spec.commandLine().getOut();
        out.println(BulkRun.HEADER);
        for (var database : databases) {
            var name = database.name().toLowerCase(Locale.ROOT);
            var whole = new ArrayList<Double>();
            for (int i = 0; i < runs; i++) {
                var run = measure(database, i);
                whole.add(run.whole());
                out.println(run.line(name));
                out.flush();
            }
            var spread = Spread.of(whole);
            out.printf("%s: the whole at %,.0f rows/s (%,.0f–%,.0f), %d runs of %,d rows%n", name, spread.median(),
                    spread.low(), spread.high(), runs, rows);
        }
        return 0;
    }

    private BulkRun measure(Kind database, int seed) throws Exception {
        try (var folder = TemporaryFolder.make()) {
            var measure = new MeasureBulk(rows, 2L * seed, DEVICES);
            return switch (database) {
                case H2 -> measure.run(folder.path(), null);
                case POSTGRESQL -> onPostgres(measure, folder.path());
            };
        }
    }

    private BulkRun onPostgres(MeasureBulk measure, Path folder) throws Exception {
        try (var server = url.isEmpty() ? PostgresServer.embedded() : PostgresServer.at(url, null, null)) {
            try {
                return measure.run(folder, server.newDatabase(DATABASE));
            } finally {
                server.drop(DATABASE);
            }
        }
    }
}
