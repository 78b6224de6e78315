package io.firstclaim.cli.process;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.FolderLock;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.persistence.move.ImportDatabase;
import io.firstclaim.persistence.move.MoveReport;
import io.firstclaim.server.CoreConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `import`.
@Command(name = "import", description = "Fills an empty database with what export wrote, from either kind of database. The file is checked before, and what is in the "
        + "database is compared with it afterwards. If it is interrupted, the same command goes on; until it has ended no core starts on the database.", footer = {
                "%nExamples:", "  firstclaim import backup.zip --check",
                "  firstclaim import backup.zip --database jdbc:postgresql://db.example/firstclaim --database-user firstclaim \\",
                "      --database-password-file db.password", "  firstclaim import backup.zip --data restored"})
public final class ImportCommand implements Runnable {
    private final Console console;

    @Parameters(paramLabel = "FILE", description = "What export wrote.")
    private Path file = Path.of("");

    @Option(names = "--check", description = "Only read the file and compare it with its checksums; no database is needed.")
    private boolean check;

    @Option(names = "--data", paramLabel = "FOLDER", defaultValue = "data", description = "The folder of the embedded database, made when missing. Default: ./${DEFAULT-VALUE}.")
    private Path data = Path.of("data");

    @Mixin
    private final DatabaseOptions database = new DatabaseOptions();

    @Option(names = "--json", order = 800, description = "Print what was imported as one line of JSON.")
    private boolean json;

    public ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        MoveScreen screen = new MoveScreen(console, json);
        MoveReport report;
        try {
            report = check ? ImportDatabase.check(file, screen) : load(screen);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            screen.end();
        }
        screen.show(file, report);
        if (!check) {
            console.note("A core on this database needs the passphrase file of the cores that were exported.");
        }
    }

    private MoveReport load(MoveScreen screen) throws IOException {
        DatabaseConfig shared = database.named().orElse(null);
        if (shared != null) {
            return new ImportDatabase(shared).from(file, screen);
        }
        DataFolder.make(data);
        try (FolderLock _ = FolderLock.take(data, "a firstclaim runs on the data in " + data + ": stop it first")) {
            return new ImportDatabase(CoreConfig.in(data).storage().database()).from(file, screen);
        }
    }
}
