package io.firstclaim.persistence.move;

import io.firstclaim.persistence.DatabaseConfig;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A process that imports, and writes a mark to a file after each page.
final class ImportingProcess {
    /// The bytes of a mark.
    static final int LINE = 1;

    private ImportingProcess() {}

    /// Takes the export, the database's URL and the file for the marks.
    public static void main(String[] arguments) throws IOException {
        try (var marks = new FileOutputStream(arguments[2])) {
            new ImportDatabase(DatabaseConfig.of(arguments[1])).from(Path.of(arguments[0]), (step, _, _) -> {
                if (step == MoveProgress.Step.IMPORT) {
                    mark(marks);
                }
            });
        }
    }

    private static void mark(FileOutputStream marks) {
        try {
            marks.write('.');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
