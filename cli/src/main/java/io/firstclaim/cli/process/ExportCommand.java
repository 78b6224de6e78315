package io.firstclaim.cli.process;

import io.firstclaim.cli.Console;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.persistence.move.ExportDatabase;
import io.firstclaim.persistence.move.MoveReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `export`.
@Command(name = "export", description = "Writes the whole content of a core's database to a new file, for its owner only: all as it is at one moment. The embedded "
        + "database can be exported while its core is stopped, PostgreSQL while cores run. The CA keys stay sealed by the core's passphrase, which is not in the file.", footer = {
                "%nExamples:", "  firstclaim export backup.zip --data /var/lib/firstclaim",
                "  firstclaim export backup.zip --database jdbc:postgresql://db.example/firstclaim --database-user firstclaim \\",
                "      --database-password-file db.password"})
public final class ExportCommand implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "The file, which must not be there yet. Until it is whole it is called FILE.part.")
    private Path file = Path.of("");

    @Option(names = "--data", paramLabel = "FOLDER", defaultValue = "data", description = "The folder of the embedded database. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("data");

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--json", order = 800, description = "Print what was exported as one line of JSON.")
    private boolean json;

    public ExportCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        database.use(data, this::export);
    }

    private void export(DatabaseConfig from) {
        MoveScreen screen = new MoveScreen(console, json);
        MoveReport report;
        try {
            report = new ExportDatabase(from).to(file, screen);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            screen.end();
        }
        screen.show(file, report);
    }
}
