package io.firstclaim.benchmarks.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./firstclaim bench scale`.
@Command(name = "scale", mixinStandardHelpOptions = true, description = {
        "Measures claims, look-ups, lists, bulk uploads and expiry on PostgreSQL databases of several sizes.",
        "Prints one table; says on the error stream what it is doing."}, footerHeading = "%nExamples:%n", footer = {
                "  firstclaim bench scale --rows 10k,1m",
                "  firstclaim bench scale --json scale.json --into docs/scaling.md"})
public final class ScaleCommand implements Callable<Integer> {
    private static final Pattern ROWS = Pattern.compile("([1-9][0-9]{0,8})([km]?)");

    @Option(names = "--rows", split = ",", defaultValue = "10k,1m,10m", paramLabel = "ROWS", description = "Enrollments of each database, "
            + "as 10000, 10k or 1m. 10 million need about 8 GB of disk. Default: ${DEFAULT-VALUE}.")
    private List<String> rows = List.of();

    @Option(names = "--database", paramLabel = "URL", description = "The JDBC URL of a database on the server to use, with a user who may create others; "
            + "those named firstclaim_scale_... are replaced, and dropped at the end. Default: an embedded server.")
    private @Nullable String database;

    @Option(names = "--database-user", paramLabel = "NAME", description = "Who logs in there. Default: what the URL says.")
    private @Nullable String user;

    @Option(names = "--database-password-file", paramLabel = "FILE", description = "A file whose first line is the password.")
    private @Nullable Path passwordFile;

    @Option(names = "--json", paramLabel = "FILE", description = "Write all figures to this file, too.")
    private @Nullable Path json;

    @Option(names = "--into", paramLabel = "FILE", description = "Put the table between the marks of this document, too.")
    private @Nullable Path document;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, SQLException {
        var plan = plan();
        try (var server = server()) {
            var report = new MeasureScale(plan, server, this::say).run();
            spec.commandLine().getOut().println(report.markdown());
            if (json != null) {
                report.writeJson(json);
            }
            if (document != null) {
                report.writeInto(document);
            }
        }
        return 0;
    }

    private PostgresServer server() throws IOException {
        if (database == null) {
            return PostgresServer.embedded();
        }
        var password = passwordFile == null ? null : Files.readAllLines(passwordFile).getFirst();
        return PostgresServer.at(database, user, password);
    }

    private ScalePlan plan() {
        try {
            return ScalePlan.full(rows.stream().map(this::rows).sorted().toList());
        } catch (IllegalArgumentException refused) {
            throw new ParameterException(spec.commandLine(), String.valueOf(refused.getMessage()), refused);
        }
    }

    private long rows(String text) {
        var read = ROWS.matcher(text.toLowerCase(Locale.ROOT));
        if (!read.matches()) {
            throw new ParameterException(spec.commandLine(),
                    "'%s' is not a number of rows: one as 10000, 10k or 1m is expected.".formatted(text));
        }
        return Long.parseLong(read.group(1)) * switch (read.group(2)) {
            case "k" -> 1_000;
            case "m" -> 1_000_000;
            default -> 1;
        };
    }

    private void say(String what) {
        spec.commandLine().getErr().printf("%tT %s%n", LocalTime.now(ZoneId.systemDefault()), what);
        spec.commandLine().getErr().flush();
    }
}
