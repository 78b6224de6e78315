package io.firstclaim.cli.enrollment;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.CertificateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Where enrollment IDs come from: the command line, a device's certificate, or a factory's CSV file.
public final class EnrollmentIds {
    /// Anything that is meant to be an enrollment ID, right or not.
    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("[A-Za-z]-[0-9A-Fa-f]{2}:.*");

    private EnrollmentIds() {}

    /// An enrollment ID, or the one of the device whose certificate is in the file of that name.
    public static EnrollmentId of(String idOrFile) {
        Path file = Path.of(idOrFile);
        if (LOOKS_LIKE_ONE.matcher(idOrFile).matches() || !Files.exists(file)) {
            return EnrollmentId.parse(idOrFile);
        }
        return CertificateFile.read(file).enrollmentId();
    }

    /// Reads a CSV file by the rules of bulk uploads: the first line is a header whatever it holds, the first value of each
    /// further line is an enrollment ID and the rest is ignored, lines without one are passed over. IDs are handed on as
    /// they are, for the core to judge.
    static void readCsv(Path file, Consumer<String> row) {
        try (CsvReader<CsvRecord> records = CsvReader.builder().skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE).trimWhitespacesAroundQuotes(true)
                .ofCsvRecord(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            records.stream().skip(1).map(line -> line.getField(0).trim()).filter(id -> !id.isEmpty()).forEach(row);
        } catch (CsvParseException broken) {
            throw new CommandFailed(ExitCode.USAGE, file + " is broken CSV: " + broken.getMessage(), broken);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
