package io.firstclaim.cli.enrollment;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/// The rows of a bulk job that failed, as its report has them.
///
/// @param codes
///            what they would have ended a command with, each by itself
record FailedRows(Set<ExitCode> codes) {
    static FailedRows none() {
        return new FailedRows(Set.of());
    }

    /// Reads a report of errors.
    ///
    /// @param line takes a line about each, for a person
    static FailedRows read(Path report, Consumer<String> line) throws IOException {
        Set<ExitCode> codes = EnumSet.noneOf(ExitCode.class);
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .ofNamedCsvRecord(Files.newBufferedReader(report, StandardCharsets.UTF_8))) {
            for (NamedCsvRecord row : rows) {
                codes.add(code(row.getField("error__code")));
                line.accept("FAILED  " + row.getField("entity__id") + "  " + row.getField("error__message"));
            }
        } catch (CsvParseException broken) {
            throw new CommandFailed(ExitCode.FAILED, "the report of the job is broken: " + broken.getMessage(), broken);
        }
        return new FailedRows(codes);
    }

    /// OK for none; what all have in common, else FAILED.
    ExitCode code() {
        return switch (codes.size()) {
            case 0 -> ExitCode.OK;
            case 1 -> codes.iterator().next();
            default -> ExitCode.FAILED;
        };
    }

    private static ExitCode code(String status) {
        return switch (status) {
            case "400" -> ExitCode.USAGE;
            case "404" -> ExitCode.NOT_FOUND;
            case "409" -> ExitCode.DUPLICATE;
            default -> ExitCode.FAILED;
        };
    }
}
